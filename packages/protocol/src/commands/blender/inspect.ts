import { z } from 'zod'
import { defineCommand } from '../../command.ts'

const names = z.array(z.string()).max(200)

/** What will matter when the open file is rendered here. Lists are cut at 200 entries. */
export const FileFacts = z.object({
  savedWith: z.string(),
  /** Of the Blender that has it open. */
  version: z.string(),
  /** What stands still because scripts are off: `driver of objects "Cube"`, `text "rig_ui.py"`. */
  blockedScripts: names,
  missing: z.array(z.object({ of: z.string(), path: z.string() })).max(200),
  /** What must be played from its first frame on, because it is not baked: `cloth "Flag"`. */
  simulations: names,
  frameStart: z.number().int(),
  frameEnd: z.number().int(),
  frameStep: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  engine: z.string(),
  /** Engines that this build has. */
  engines: names,
  /** Of Cycles; null with other engines. */
  samples: z.number().int().nullable(),
  denoise: z.boolean(),
  denoiser: z.boolean(),
  wantsGpu: z.boolean(),
  /** What Cycles computes on here: `OptiX: …` or `CPU only`; null with other engines. */
  device: z.string().nullable(),
  viewTransform: z.string(),
  camera: z.string().nullable(),
  /** Cameras that markers switch to. */
  markedCameras: names,
  layers: z.array(z.object({ name: z.string(), use: z.boolean() })).max(200),
  compositing: z.boolean(),
  sequencer: z.boolean(),
  fileFormat: z.string(),
  /** Folders that the file's own compositor writes to, and how many files lie there. */
  outputs: z.array(z.object({ node: z.string(), path: z.string(), files: z.number().int() })).max(200),
})
export type FileFacts = z.infer<typeof FileFacts>

/** Looks at the open file before it is rendered. */
export const inspectFile = defineCommand({
  app: 'blender',
  command: 'file.inspect',
  title: 'Inspect the file',
  description:
    'Blocked scripts, missing files, simulations, versions, size, engine, device and outputs of the open file.',
  args: z.strictObject({}),
  result: FileFacts,
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
