import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'
import { BlenderName, WrittenFile } from './fields.ts'

const objects = z
  .array(BlenderName)
  .max(5000)
  .default([])
  .meta({ title: 'Objects', description: 'Names. Empty = the whole scene.' })
const animation = z.boolean().default(true).meta({ title: 'With animation' })
const range = z
  .boolean()
  .default(false)
  .meta({ title: 'Animated', description: 'The whole frame range instead of the present frame.' })

/** Writes the scene as binary glTF. */
export const exportGltf = defineCommand({
  app: 'blender',
  command: 'export.gltf',
  title: 'Export glTF',
  description: 'Writes the open scene as a .glb file.',
  args: z.strictObject({ path: makesFile('scene', 'scene.glb', 'Scene'), objects, animation }),
  result: WrittenFile,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Writes shapes as Wavefront OBJ, without materials: those would be a second file. */
export const exportObj = defineCommand({
  app: 'blender',
  command: 'export.obj',
  title: 'Export OBJ',
  description: 'Writes shapes of the open scene as an .obj file, without materials.',
  args: z.strictObject({ path: makesFile('file', 'scene.obj'), objects }),
  result: WrittenFile,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Writes the scene as binary FBX. */
export const exportFbx = defineCommand({
  app: 'blender',
  command: 'export.fbx',
  title: 'Export FBX',
  description: 'Writes the open scene as an .fbx file.',
  args: z.strictObject({ path: makesFile('file', 'scene.fbx'), objects, animation }),
  result: WrittenFile,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Writes the scene as USD, where this Blender was built with it. */
export const exportUsd = defineCommand({
  app: 'blender',
  command: 'export.usd',
  title: 'Export USD',
  description: 'Writes the open scene as a .usdc file.',
  args: z.strictObject({ path: makesFile('file', 'scene.usdc'), objects, range }),
  result: WrittenFile,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Writes the scene as Alembic, where this Blender was built with it. */
export const exportAlembic = defineCommand({
  app: 'blender',
  command: 'export.alembic',
  title: 'Export Alembic',
  description: 'Writes the open scene as an .abc file.',
  args: z.strictObject({ path: makesFile('file', 'scene.abc'), objects, range }),
  result: WrittenFile,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
