import { z } from 'zod'
import { defineCommand } from '../../command.ts'

const state = z.object({ streaming: z.boolean() })

/** Goes live. Other people see it, so it counts as destructive and wants a yes. */
export const startStream = defineCommand({
  app: 'obs',
  command: 'stream.start',
  title: 'Go live',
  description: 'Starts the stream to the service that OBS is set to. Everybody sees it.',
  args: z.strictObject({}),
  result: state,
  effects: 'destructive',
  idempotent: false,
  cancellable: 'immediate',
  realtime: true,
})

/** Ends the stream. What was live cannot be taken up again, so it wants a yes. */
export const stopStream = defineCommand({
  app: 'obs',
  command: 'stream.stop',
  title: 'End the stream',
  description: 'Ends the stream for everybody who watches.',
  args: z.strictObject({}),
  result: state,
  effects: 'destructive',
  idempotent: false,
  cancellable: 'immediate',
  realtime: true,
})
