import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import { OpFact, OpHandle, OpName, OpType, ParName, ParValue } from './handle.ts'
import { Drive } from './par.ts'

/** A network as data: operators by name, their values and drives, and the wires between them. */
export const NetworkSpec = z.strictObject({
  operators: z
    .array(
      z.strictObject({
        name: OpName,
        type: OpType,
        values: z.record(ParName, ParValue).default({}),
        drives: z.record(ParName, Drive).default({}),
      }),
    )
    .min(1)
    .max(500),
  wires: z
    .array(
      z.strictObject({
        from: OpName,
        to: OpName,
        output: z.number().int().min(0).max(99).default(0),
        input: z.number().int().min(0).max(99).default(0),
      }),
    )
    .max(2000)
    .default([]),
})

const place = {
  parent: OpHandle,
  /** The component that will hold the network. One of that name is refused unless it may be replaced. */
  name: OpName,
  replace: z.boolean().default(false),
}
const Built = z.object({ component: OpFact, operators: z.array(OpFact) })

/** Builds a network in a component of its own, whole or not at all. */
export const buildNetwork = defineCommand({
  app: 'td',
  command: 'network.build',
  title: 'Build a network',
  description: 'Builds operators, values and wires from a description, in a component of their own.',
  args: z.strictObject({ ...place, spec: NetworkSpec }),
  result: Built,
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
  progress: true,
})

/** Builds the audio-in network: a sound file, its level and three bands, smoothed, on one Null CHOP. */
export const buildAudioIn = defineCommand({
  app: 'td',
  command: 'network.audio_in',
  title: 'Build the audio-in network',
  description: 'Plays a sound file along the timeline and offers level, low, mid and high on one Null CHOP.',
  args: z.strictObject({
    ...place,
    path: readsFile('audio', 'Sound'),
    /** Seconds that a curve takes to rise and to fall. */
    attackSec: z.number().min(0).max(10).default(0.02),
    releaseSec: z.number().min(0).max(10).default(0.2),
  }),
  result: Built.extend({ channels: z.array(z.string()), out: OpFact }),
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
  progress: true,
})
