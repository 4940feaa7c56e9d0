import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'
import { BlenderName, unchanged, WrittenFile } from './fields.ts'

const part = z.number().min(0).max(1)
const Still = WrittenFile.extend({
  frame: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  engine: z.string(),
  seconds: z.number(),
})

/** Renders one picture, or a part of one, as PNG. The scene's settings are as before afterwards. */
export const renderStill = defineCommand({
  app: 'blender',
  command: 'render.still',
  title: 'Render a picture',
  description: 'Renders one frame, or a part of it, as a PNG file.',
  args: z.strictObject({
    path: makesFile('image', 'still.png', 'Picture'),
    frame: unchanged(z.number().int()).meta({ title: 'Frame', description: 'Empty = where the scene is.' }),
    engine: z
      .enum(['file', 'workbench', 'cycles', 'eevee'])
      .default('file')
      .meta({ title: 'Engine', description: 'file = as the scene says.' }),
    width: unchanged(z.number().int().min(4).max(65_536)).meta({ title: 'Width', unit: 'px' }),
    height: unchanged(z.number().int().min(4).max(65_536)).meta({ title: 'Height', unit: 'px' }),
    samples: unchanged(z.number().int().min(1).max(100_000)).meta({ title: 'Samples' }),
    camera: unchanged(BlenderName).meta({ title: 'Camera' }),
    region: unchanged(z.strictObject({ left: part, bottom: part, right: part, top: part })).meta({
      title: 'Part',
      description: 'From 0 to 1 of width and height; only this part is rendered and written.',
    }),
  }),
  result: Still,
  effects: 'write',
  idempotent: true,
  cancellable: 'immediate',
})

/** A quick small picture of the scene by Workbench, as a viewport shows it. */
export const previewFrame = defineCommand({
  app: 'blender',
  command: 'preview.frame',
  title: 'Preview a frame',
  description: 'A quick small picture of the scene as a viewport shows it.',
  args: z.strictObject({
    path: makesFile('image', 'preview.png', 'Preview'),
    frame: unchanged(z.number().int()).meta({ title: 'Frame', description: 'Empty = where the scene is.' }),
    width: z.number().int().min(16).max(2048).default(480).meta({ title: 'Width', unit: 'px' }),
    camera: unchanged(BlenderName).meta({
      title: 'Camera',
      description: 'Empty = the scene’s; without any, from where everything is seen.',
    }),
    shading: z.enum(['material', 'object', 'random', 'texture']).default('material').meta({
      title: 'Colours',
    }),
  }),
  result: Still,
  effects: 'write',
  idempotent: true,
  cancellable: 'immediate',
})
