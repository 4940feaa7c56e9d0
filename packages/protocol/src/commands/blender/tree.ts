import { z } from 'zod'
import { defineCommand } from '../../command.ts'

const counted = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.number().int() })

/** The open scene in its order: what hangs below what, what is in which collection, what shapes and lights it. */
export const sceneTree = defineCommand({
  app: 'blender',
  command: 'scene.tree',
  title: 'Look at the scene in detail',
  description: 'Hierarchy, collections, modifiers, materials, lights and actions of the open scene.',
  args: z.strictObject({
    limit: z
      .number()
      .int()
      .min(1)
      .max(2000)
      .default(500)
      .meta({ title: 'At most', description: 'Of each kind.' }),
  }),
  result: z.object({
    scene: z.string(),
    scenes: z.array(z.string()),
    /** Parents before their children. */
    objects: counted(
      z.object({
        name: z.string(),
        uid: z.number().int(),
        type: z.string(),
        parent: z.string().nullable(),
        depth: z.number().int(),
        collections: z.array(z.string()),
        modifiers: z.array(z.object({ name: z.string(), type: z.string() })),
        constraints: z.array(z.string()),
        materials: z.array(z.string()),
        action: z.string().nullable(),
        drivers: z.number().int(),
        visible: z.boolean(),
        /** Vertices of a mesh; null for anything else. */
        vertices: z.number().int().nullable(),
      }),
    ),
    collections: counted(
      z.object({ name: z.string(), parent: z.string().nullable(), objects: z.number().int() }),
    ),
    materials: counted(z.object({ name: z.string(), users: z.number().int() })),
    lights: counted(z.object({ name: z.string(), kind: z.string(), energy: z.number() })),
    nodeGroups: counted(z.object({ name: z.string(), type: z.string() })),
    actions: counted(
      z.object({ name: z.string(), users: z.number().int(), start: z.number(), end: z.number() }),
    ),
    world: z.string().nullable(),
    markers: z.number().int(),
    strips: z.number().int(),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
