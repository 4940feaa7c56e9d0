import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { SourceName } from './scene.ts'

const input = SourceName.meta({ title: 'Input' })
const Settings = z.record(z.string().max(200), z.json())

/** Every input: what makes pictures or sound. */
export const listInputs = defineCommand({
  app: 'obs',
  command: 'input.list',
  title: 'OBS inputs',
  description: 'All inputs with their kind, and level and mute of those that sound.',
  args: z.strictObject({}),
  result: z.object({
    inputs: z.array(
      z.object({
        name: z.string(),
        kind: z.string(),
        /** Null for what makes no sound. */
        muted: z.boolean().nullable(),
        volumeDb: z.number().nullable(),
      }),
    ),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Mutes or opens an input. */
export const setMute = defineCommand({
  app: 'obs',
  command: 'input.mute.set',
  title: 'Mute an input',
  description: 'Mutes an input that sounds, or opens it again.',
  args: z.strictObject({ input, muted: z.boolean().default(true).meta({ title: 'Muted' }) }),
  result: z.object({ input: z.string(), muted: z.boolean() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
  realtime: true,
})

/** Sets the level of an input, in decibels: 0 leaves it as it is, −100 is silence. */
export const setVolume = defineCommand({
  app: 'obs',
  command: 'input.volume.set',
  title: 'Level of an input',
  description: 'Sets the level of an input that sounds, from −100 dB to 26 dB.',
  args: z.strictObject({
    input,
    volumeDb: z.number().min(-100).max(26).default(0).meta({ title: 'Level in dB' }),
  }),
  result: z.object({ input: z.string(), volumeDb: z.number() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
  realtime: true,
})

/** Writes the words of a text input. */
export const setText = defineCommand({
  app: 'obs',
  command: 'input.text.set',
  title: 'Text of an input',
  description: 'Writes the words that a text source shows.',
  args: z.strictObject({ input, text: z.string().max(10_000).default('').meta({ title: 'Text' }) }),
  result: z.object({ input: z.string(), text: z.string() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
  realtime: true,
})

/** Reads what an input is set to. */
export const getSettings = defineCommand({
  app: 'obs',
  command: 'input.settings.get',
  title: 'Settings of an input',
  description: 'What an input is set to, in OBS’s own names.',
  args: z.strictObject({ input }),
  result: z.object({ input: z.string(), kind: z.string(), settings: Settings }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Sets some settings of an input; the others stay. */
export const setSettings = defineCommand({
  app: 'obs',
  command: 'input.settings.set',
  title: 'Set up an input',
  description: 'Sets some settings of an input, in OBS’s own names; the others stay.',
  args: z.strictObject({ input, settings: Settings.meta({ title: 'Settings' }) }),
  result: z.object({ input: z.string(), kind: z.string(), settings: Settings }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
