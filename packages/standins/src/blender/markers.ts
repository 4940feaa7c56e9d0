import { handle } from '@segue/bridge'
import { blender, fail } from '@segue/protocol'
import type { Desk, OpenScene } from './openScene.ts'

/** Markers by their frames, as Blender lists them. All of them are Segue's: nobody else writes a scene of ours. */
function listed({ markers, startFrame, fps }: OpenScene) {
  const secOf = (frame: number) => Math.round((((frame - startFrame) * fps.den) / fps.num) * 1e6) / 1e6
  const sorted = markers.toSorted((a, b) => a.frame - b.frame || (a.name < b.name ? -1 : 1))
  return { markers: sorted.map(({ name, frame }) => ({ name, frame, sec: secOf(frame), ours: true })) }
}

/** `markers.set` and `markers.list`. */
export const markersHandlers = (desk: Desk) => [
  handle(blender.setMarkers, async ({ markers }) => {
    const { startFrame, fps } = desk.open
    const placed = markers.map(({ name, sec, frame }) => {
      if (frame !== null) return { name, frame }
      if (sec !== null) return { name, frame: startFrame + Math.round((sec * fps.num) / fps.den) }
      throw fail({
        code: 'bridge.invalid_args',
        message: `“${name}” has neither a frame nor seconds.`,
        hint: 'Fill in one of the two.',
        kind: 'input',
      })
    })
    desk.put({ ...desk.open, markers: placed, key: null })
    return listed(desk.open)
  }),
  handle(blender.listMarkers, async () => listed(desk.open)),
]
