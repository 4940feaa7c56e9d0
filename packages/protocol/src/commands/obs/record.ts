import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'

const state = z.object({ recording: z.boolean(), paused: z.boolean() })

/** Starts a recording into the folder and format that OBS is set to. */
export const startRecord = defineCommand({
  app: 'obs',
  command: 'record.start',
  title: 'Start recording',
  description: 'Starts a recording. Folder, name and format are those that OBS is set to.',
  args: z.strictObject({}),
  result: state,
  effects: 'write',
  idempotent: false,
  cancellable: 'immediate',
  realtime: true,
})

/** Pauses a recording, or goes on with it. */
export const pauseRecord = defineCommand({
  app: 'obs',
  command: 'record.pause',
  title: 'Pause the recording',
  description: 'Pauses a recording, or goes on with it. Some formats cannot be paused.',
  args: z.strictObject({ paused: z.boolean().default(true).meta({ title: 'Paused' }) }),
  result: state,
  effects: 'write',
  idempotent: true,
  cancellable: 'immediate',
  realtime: true,
})

/**
 * Stops the recording; ends when OBS says that the file is complete. `path` is where OBS wrote it, on the machine of
 * OBS; where that is this machine, `file` gets a copy.
 */
export const stopRecord = defineCommand({
  app: 'obs',
  command: 'record.stop',
  title: 'Stop recording',
  description: 'Stops the recording and gives the film, or where OBS wrote it on another machine.',
  args: z.strictObject({ file: makesFile('video', 'recording.mkv', 'Recording').nullable().default(null) }),
  result: z.object({ path: z.string().max(4000) }),
  effects: 'write',
  idempotent: false,
  cancellable: 'immediate',
  realtime: true,
})
