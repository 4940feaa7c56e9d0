import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** Turns studio mode on or off: a preview beside what is on air. */
export const setStudioMode = defineCommand({
  app: 'obs',
  command: 'studio.set',
  title: 'Studio mode',
  description: 'Turns studio mode on or off.',
  args: z.strictObject({ on: z.boolean().default(true).meta({ title: 'On' }) }),
  result: z.object({ on: z.boolean() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Takes the preview on air with the chosen transition. */
export const triggerTransition = defineCommand({
  app: 'obs',
  command: 'transition.trigger',
  title: 'Take the preview on air',
  description: 'Starts the transition from the preview to the program. Needs studio mode.',
  args: z.strictObject({}),
  result: z.object({ program: z.string() }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
  realtime: true,
})

/** Turns the virtual camera on or off. */
export const setCamera = defineCommand({
  app: 'obs',
  command: 'camera.set',
  title: 'Virtual camera',
  description: 'Turns the virtual camera of OBS on or off.',
  args: z.strictObject({ on: z.boolean().default(true).meta({ title: 'On' }) }),
  result: z.object({ on: z.boolean() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
