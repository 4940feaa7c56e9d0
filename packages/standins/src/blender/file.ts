import { readFile, stat } from 'node:fs/promises'
import { handle } from '@segue/bridge'
import { blender } from '@segue/protocol'
import { atomicWrite } from './atomicWrite.ts'
import { type Desk, decodeScene, encodeScene } from './openScene.ts'

/** `file.open`, `file.closure` and `file.save`. Scenes of the stand-in need no other files. */
export const fileHandlers = (desk: Desk) => [
  handle(blender.openFile, async ({ path, key }) => {
    if (desk.key === key) return { loaded: false, savedWith: 'stand-in' }
    desk.put(decodeScene(await readFile(path), key))
    return { loaded: true, savedWith: 'stand-in' }
  }),
  handle(blender.linkedFiles, async () => ({ files: [] })),
  handle(blender.saveFile, async ({ path }) => {
    await atomicWrite(path, encodeScene(desk.open))
    return { path, bytes: (await stat(path)).size }
  }),
]
