import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** Sets the tempo of the set. */
export const setTempo = defineCommand({
  app: 'live',
  command: 'tempo.set',
  title: 'Set the tempo',
  description: 'Sets the tempo of the set. Tempo automation in the arrangement takes it over again.',
  args: z.strictObject({ bpm: z.number().min(20).max(999).meta({ title: 'Tempo', unit: 'BPM' }) }),
  result: z.object({ bpm: z.number() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})
