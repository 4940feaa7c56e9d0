import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { SceneSpec } from '../../scene.ts'

/**
 * Builds a starter look in an empty scene: object colour → emission in every engine, view transform Standard, no
 * lights, render size from `spec.size`. The scene remembers `spec.look`.
 */
export const buildScene = defineCommand({
  app: 'blender',
  command: 'scene.build',
  title: 'Build a look',
  description: 'Replaces the open scene by the objects, camera and world of a starter look.',
  args: z.strictObject({ spec: SceneSpec }),
  result: z.object({ objects: z.number().int() }),
  effects: 'destructive',
  idempotent: true,
  cancellable: 'no',
})

/** What the open scene holds. */
export const snapshot = defineCommand({
  app: 'blender',
  command: 'scene.snapshot',
  title: 'Look at the scene',
  description:
    'Objects, cameras, frame range, size, engine, motion blur, simulations, missing files and blocked scripts.',
  args: z.strictObject({}),
  result: z.object({
    name: z.string(),
    objects: z.array(z.object({ name: z.string(), type: z.string(), animated: z.boolean() })),
    cameras: z.array(z.string()),
    camera: z.string().nullable(),
    frameStart: z.number().int(),
    frameEnd: z.number().int(),
    fps: z.object({ num: z.number().int(), den: z.number().int() }),
    width: z.number().int(),
    height: z.number().int(),
    engine: z.string(),
    viewTransform: z.string(),
    missing: z.array(z.string()),
    scriptsBlocked: z.boolean(),
    /** How long the shutter is open, in frames; null when nothing is blurred. */
    motionBlur: z.number().nonnegative().nullable(),
    /** What must be played from its first frame on, because it is not baked: `cloth "Flag"`. */
    simulations: z.array(z.string()),
    /** Names of the custom properties on the object `SEGUE`, or null when there is none. */
    segue: z.array(z.string()).nullable(),
    /** The look this scene was built from by Segue, if any. */
    look: z.string().nullable(),
  }),
  effects: 'read',
  keepMs: 500,
  idempotent: true,
  cancellable: 'no',
})
