import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { BlenderName, ObjectFact, objectArgs, transformArgs, unchanged, Vector } from './fields.ts'

const length = z.number().min(0.0001).max(1_000_000)
const optics = {
  projection: unchanged(z.enum(['perspective', 'orthographic', 'panoramic'])).meta({ title: 'Projection' }),
  lens: unchanged(z.number().min(1).max(5000)).meta({ title: 'Lens', unit: 'mm' }),
  sensor: unchanged(z.number().min(1).max(500)).meta({ title: 'Sensor width', unit: 'mm' }),
  orthoScale: unchanged(length).meta({ title: 'Orthographic scale', unit: 'm' }),
  shiftX: unchanged(z.number().min(-10).max(10)).meta({ title: 'Shift across' }),
  shiftY: unchanged(z.number().min(-10).max(10)).meta({ title: 'Shift up' }),
  near: unchanged(length).meta({ title: 'Near', description: 'What is nearer is not seen.', unit: 'm' }),
  far: unchanged(length).meta({ title: 'Far', description: 'What is farther is not seen.', unit: 'm' }),
  blur: unchanged(z.boolean()).meta({ title: 'Depth of field' }),
  fStop: unchanged(z.number().min(0.01).max(128)).meta({
    title: 'f-stop',
    description: 'Smaller = more blur.',
  }),
  focusDistance: unchanged(z.number().min(0).max(1_000_000)).meta({ title: 'Focus distance', unit: 'm' }),
  focusObject: unchanged(BlenderName).meta({
    title: 'Focus on',
    description: 'An object that stays sharp.',
  }),
  active: unchanged(z.boolean()).meta({ title: 'Scene camera', description: 'Renders look through it.' }),
}
const CameraFact = ObjectFact.extend({
  projection: z.string(),
  lens: z.number(),
  sensor: z.number(),
  orthoScale: z.number(),
  shiftX: z.number(),
  shiftY: z.number(),
  near: z.number(),
  far: z.number(),
  blur: z.boolean(),
  fStop: z.number(),
  focusDistance: z.number(),
  focusObject: z.string().nullable(),
  active: z.boolean(),
})

/** Makes a camera. The first one of a scene becomes its camera. */
export const createCamera = defineCommand({
  app: 'blender',
  command: 'camera.create',
  title: 'Create a camera',
  description: 'Makes a camera in the open scene.',
  args: z.strictObject({
    name: BlenderName.default('Camera').meta({ title: 'Name' }),
    ...transformArgs,
    ...optics,
  }),
  result: CameraFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Sets lens, depth of field and which camera the scene looks through. */
export const setCamera = defineCommand({
  app: 'blender',
  command: 'camera.set',
  title: 'Set a camera',
  description: 'Sets lens, clipping, depth of field, and whether the scene looks through it.',
  args: z.strictObject({ ...objectArgs, ...optics }),
  result: CameraFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Turns an object, mostly a camera or a light, so that it looks at a place. */
export const aim = defineCommand({
  app: 'blender',
  command: 'camera.aim',
  title: 'Aim at',
  description: 'Turns a camera or a light towards an object or a point, once or from then on.',
  args: z.strictObject({
    ...objectArgs,
    target: unchanged(BlenderName).meta({
      title: 'Target',
      description: 'An object. Empty = the point below.',
    }),
    point: unchanged(Vector).meta({ title: 'Point', unit: 'm' }),
    follow: z.boolean().default(false).meta({
      title: 'Follow',
      description: 'It goes on looking at the target while that moves. Off takes this away again.',
    }),
  }),
  result: ObjectFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
