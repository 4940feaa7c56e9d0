import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { Fps } from '../../meta.ts'
import { BlenderName, unchanged } from './fields.ts'

const formats = ['PNG', 'JPEG', 'WEBP', 'TIFF', 'OPEN_EXR', 'OPEN_EXR_MULTILAYER', 'HDR'] as const
const pixels = z.number().int().min(4).max(65_536)
const name = z.string().min(1).max(120)

const RenderSettings = z.object({
  /** Blender's own id of the engine. */
  engine: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  percent: z.number().int(),
  fps: z.object({ num: z.number().int(), den: z.number().int() }),
  start: z.number().int(),
  end: z.number().int(),
  /** Null where the engine counts none. */
  samples: z.number().int().nullable(),
  transparent: z.boolean(),
  motionBlur: z.boolean(),
  camera: z.string().nullable(),
  viewTransform: z.string(),
  look: z.string(),
  exposure: z.number(),
  gamma: z.number(),
  format: z.string(),
  colourMode: z.string(),
  colourDepth: z.string(),
  /** What this Blender offers. */
  engines: z.array(z.string()),
  viewTransforms: z.array(z.string()),
  looks: z.array(z.string()),
})

/** How the open scene renders, and what this Blender offers. */
export const getRenderSettings = defineCommand({
  app: 'blender',
  command: 'render.settings.get',
  title: 'Read the render settings',
  description: 'Engine, size, rate, samples, colour and output format of the open scene.',
  args: z.strictObject({}),
  result: RenderSettings,
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Changes how the open scene renders; all or nothing. What is null stays. */
export const setRenderSettings = defineCommand({
  app: 'blender',
  command: 'render.settings.set',
  title: 'Set the render settings',
  description: 'Changes engine, size, rate, samples, colour and output format of the open scene.',
  args: z.strictObject({
    engine: unchanged(z.enum(['workbench', 'cycles', 'eevee'])).meta({ title: 'Engine' }),
    width: unchanged(pixels).meta({ title: 'Width', unit: 'px' }),
    height: unchanged(pixels).meta({ title: 'Height', unit: 'px' }),
    percent: unchanged(z.number().int().min(1).max(1000)).meta({ title: 'Of that size', unit: '%' }),
    fps: unchanged(Fps).meta({ title: 'Frame rate' }),
    start: unchanged(z.number().int()).meta({ title: 'First frame' }),
    end: unchanged(z.number().int()).meta({ title: 'Last frame' }),
    samples: unchanged(z.number().int().min(1).max(100_000)).meta({
      title: 'Samples',
      description: 'More is cleaner and slower.',
    }),
    transparent: unchanged(z.boolean()).meta({ title: 'Transparent background' }),
    motionBlur: unchanged(z.boolean()).meta({ title: 'Motion blur' }),
    camera: unchanged(BlenderName).meta({ title: 'Camera' }),
    viewTransform: unchanged(name).meta({
      title: 'View transform',
      description: 'Such as Standard, Filmic or AgX.',
    }),
    look: unchanged(name).meta({ title: 'Look', description: 'A contrast of the view transform.' }),
    exposure: unchanged(z.number().min(-32).max(32)).meta({ title: 'Exposure', unit: 'stops' }),
    gamma: unchanged(z.number().min(0).max(5)).meta({ title: 'Gamma' }),
    format: unchanged(z.enum(formats)).meta({ title: 'File format' }),
    colourMode: unchanged(z.enum(['BW', 'RGB', 'RGBA'])).meta({ title: 'Channels' }),
    colourDepth: unchanged(z.enum(['8', '16', '32'])).meta({ title: 'Bits per channel' }),
  }),
  result: RenderSettings,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
