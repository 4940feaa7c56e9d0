import { setKeys } from './anim.ts'
import { info } from './app.ts'
import { gltf } from './export.ts'
import { open, save } from './file.ts'
import { frames, probe } from './render.ts'
import { build, snapshot } from './scene.ts'

/** Every command of the Blender bridge. */
export const blender = { info, open, save, build, snapshot, setKeys, probe, frames, gltf } as const
