import { readChannels } from '@segue/media/channels/file'
import { blender } from '@segue/protocol'
import { handle } from '../standIn.ts'
import type { Desk } from './openScene.ts'

/** `anim.keys.set`: takes a whole tracks file; names of objects that are not there are reported as missing. */
export const keysHandlers = (desk: Desk) => [
  handle(blender.setKeys, async ({ file, startFrame, fps }) => {
    const tracks = await readChannels(file)
    const scene = desk.open
    const known = new Set(['camera', ...scene.spec.objects.map(({ name }) => name)])
    const named = new Set([...tracks.planes.keys()].map((name) => name.split(':')[0] ?? ''))
    desk.put({ ...scene, fps, startFrame, tracks, key: null })
    return {
      keys: tracks.planes.size * tracks.samples,
      objects: [...named].filter((name) => known.has(name)).length,
      missing: [...named].filter((name) => !known.has(name)),
    }
  }),
]
