import { readFile, stat } from 'node:fs/promises'
import { blender } from '@segue/protocol'
import { handle } from '@segue/bridge'
import { atomicWrite } from './atomicWrite.ts'
import { type Desk, decodeScene, encodeScene } from './openScene.ts'

/** `file.open` and `file.save`. */
export const fileHandlers = (desk: Desk) => [
  handle(blender.open, async ({ path, key }) => {
    if (desk.key === key) return { loaded: false, savedWith: 'stand-in' }
    desk.put(decodeScene(await readFile(path), key))
    return { loaded: true, savedWith: 'stand-in' }
  }),
  handle(blender.save, async ({ path }) => {
    await atomicWrite(path, encodeScene(desk.open))
    return { path, bytes: (await stat(path)).size }
  }),
]
