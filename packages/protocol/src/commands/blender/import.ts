import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import { BlenderName, ObjectFact, unchanged } from './fields.ts'

/** Brings a model into the open scene. What came in is told by name. */
export const importModel = defineCommand({
  app: 'blender',
  command: 'import.model',
  title: 'Import a model',
  description: 'Brings a glTF, OBJ, FBX, USD or Alembic file into the open scene.',
  args: z.strictObject({
    model: readsFile('file', 'Model'),
    format: z
      .enum(['auto', 'gltf', 'obj', 'fbx', 'usd', 'alembic'])
      .default('auto')
      .meta({ title: 'Format', description: 'auto = by how the file begins, then by its ending.' }),
    collection: unchanged(BlenderName).meta({
      title: 'Collection',
      description: 'Where it goes; it is made when missing. Empty = the scene itself.',
    }),
  }),
  result: z.object({ format: z.string(), objects: z.array(ObjectFact) }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})
