import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import { BlenderName } from './fields.ts'

const library = readsFile('scene', 'Library')
const names = z.array(z.string())

/** What another Blender file holds. Nothing of it is loaded. */
export const listAssets = defineCommand({
  app: 'blender',
  command: 'asset.list',
  title: 'Look into a file',
  description: 'Names of what another Blender file holds.',
  args: z.strictObject({ library }),
  result: z.object({
    objects: names,
    collections: names,
    materials: names,
    nodeGroups: names,
    actions: names,
    worlds: names,
    scenes: names,
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Brings something from another Blender file into the open one, as a copy or linked. Its scripts stay off. */
export const appendAsset = defineCommand({
  app: 'blender',
  command: 'asset.append',
  title: 'Append from a file',
  description: 'Copies or links an object, collection, material or action from another Blender file.',
  args: z.strictObject({
    library,
    kind: z
      .enum(['object', 'collection', 'material', 'nodeGroup', 'action', 'world'])
      .default('object')
      .meta({ title: 'Kind' }),
    names: z.array(BlenderName).min(1).max(500).meta({ title: 'Names' }),
    link: z
      .boolean()
      .default(false)
      .meta({ title: 'Link', description: 'Stays in the other file, which must stay where it is.' }),
  }),
  result: z.object({
    kind: z.string(),
    /** As they are called here. */
    names,
    linked: z.boolean(),
  }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})
