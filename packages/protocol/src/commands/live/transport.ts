import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { beats, lengthBeats, maybe } from './ref.ts'

const Transport = z.object({ playing: z.boolean(), beats: z.number() })
const moves = {
  app: 'live',
  result: Transport,
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
} as const

/** Plays from the start marker. */
export const play = defineCommand({
  ...moves,
  command: 'transport.play',
  title: 'Play',
  description: 'Starts playing, from a position if one is given.',
  args: z.strictObject({ from: maybe(beats('From', 'Empty: where the insert marker stands.')) }),
})

/** Goes on from where it was stopped. */
export const continuePlaying = defineCommand({
  ...moves,
  command: 'transport.continue',
  title: 'Continue playing',
  description: 'Goes on from where playing was stopped.',
  args: z.strictObject({}),
})

/** Stops. */
export const stop = defineCommand({
  ...moves,
  command: 'transport.stop',
  title: 'Stop',
  description: 'Stops playing.',
  args: z.strictObject({
    clips: z
      .boolean()
      .default(false)
      .meta({ title: 'Stop clips too', description: 'Also ends all session clips, as Stop All Clips does.' }),
  }),
})

/** Moves the position, playing or not. */
export const locate = defineCommand({
  ...moves,
  command: 'transport.locate',
  title: 'Go to a position',
  description: 'Moves the arrangement position, whether it plays or not.',
  args: z.strictObject({ to: beats('To') }),
})

/** Sets the arrangement loop. */
export const setLoop = defineCommand({
  app: 'live',
  command: 'transport.loop',
  title: 'Set the loop',
  description: 'Turns the arrangement loop on or off and moves it. What is empty stays.',
  args: z.strictObject({
    on: z.boolean().nullable().default(null).meta({ title: 'On' }),
    start: maybe(beats('Start')),
    length: maybe(lengthBeats('Length')),
  }),
  result: z.object({ on: z.boolean(), start: z.number(), length: z.number() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Turns the metronome on or off. */
export const setMetronome = defineCommand({
  app: 'live',
  command: 'transport.metronome',
  title: 'Set the metronome',
  description: 'Turns the metronome on or off.',
  args: z.strictObject({ on: z.boolean().meta({ title: 'On' }) }),
  result: z.object({ on: z.boolean() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
