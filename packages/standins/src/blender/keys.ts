import { handle } from '@segue/bridge'
import { readChannels } from '@segue/media/channels/file'
import { blender } from '@segue/protocol'
import type { Desk } from './openScene.ts'

/** `anim.keys.set`: takes a whole tracks file; those of objects that are not there are reported as missing. */
export const keysHandlers = (desk: Desk) => [
  handle(blender.setKeys, async ({ file, startFrame, fps }) => {
    const tracks = await readChannels(file)
    const scene = desk.open
    const known = new Set(['camera', ...scene.spec.objects.map(({ name }) => name)])
    const ownerOf = (track: string) => track.split(':')[0] ?? ''
    const names = [...tracks.planes.keys()]
    const missing = names.filter((name) => !known.has(ownerOf(name)))
    desk.put({ ...scene, fps, startFrame, tracks, key: null })
    return {
      keys: (names.length - missing.length) * tracks.samples,
      objects: new Set(names.map(ownerOf).filter((name) => known.has(name))).size,
      missing,
    }
  }),
]
