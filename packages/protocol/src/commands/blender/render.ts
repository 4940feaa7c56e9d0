import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'

const engine = z.enum(['file', 'workbench', 'cycles', 'eevee'])

/** Renders one frame with each candidate and reports the seconds it took, so that the fastest can be chosen. */
export const timeEngines = defineCommand({
  app: 'blender',
  command: 'render.probe',
  title: 'Time the engines',
  description: 'Renders one frame per candidate engine and returns seconds per frame.',
  args: z.strictObject({
    engines: z.array(engine).min(1),
    frame: z.number().int(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    samples: z.number().int().positive().nullable(),
  }),
  result: z.object({
    timings: z.array(z.object({ engine, secPerFrame: z.number(), error: z.string().nullable() })),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})

/**
 * Renders frames one by one into `dir` as `f_%06d.png`. Each finished frame is one progress message whose data is
 * `{ frame, path, bytes, sha256 }`, sent after fsync and rename. `engine: file` changes nothing but the output.
 */
export const renderFrames = defineCommand({
  app: 'blender',
  command: 'render.frames',
  title: 'Render frames',
  description: 'Renders the listed frames as PNG files; one progress message per finished frame.',
  args: z.strictObject({
    dir: makesFile('sequence', 'frames', 'Frames'),
    /** Frame numbers, in the order to render them. */
    frames: z.array(z.number().int()).min(1).max(200_000),
    engine,
    /** null keeps what the file says. */
    width: z.number().int().positive().nullable(),
    height: z.number().int().positive().nullable(),
    samples: z.number().int().positive().nullable(),
    camera: z.string().max(120).nullable(),
  }),
  result: z.object({ rendered: z.number().int(), engine: z.string(), secPerFrame: z.number() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'immediate',
  progress: true,
})

/** The `data` of a progress message of `render.frames`. */
export const FrameDone = z.object({
  frame: z.number().int(),
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})
