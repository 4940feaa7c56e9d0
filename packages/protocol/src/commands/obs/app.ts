import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** What OBS is and does now. */
export const info = defineCommand({
  app: 'obs',
  command: 'app.info',
  title: 'About this OBS',
  description: 'Versions, the open scene collection, and whether OBS records, streams or plays its camera.',
  args: z.strictObject({}),
  result: z.object({
    version: z.string(),
    webSocketVersion: z.string(),
    /** Operating system, as OBS calls it. */
    platform: z.string(),
    sceneCollection: z.string(),
    studioMode: z.boolean(),
    recording: z.boolean(),
    streaming: z.boolean(),
    /** Null where OBS has no virtual camera. */
    virtualCamera: z.boolean().nullable(),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
