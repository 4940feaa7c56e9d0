import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { OscAddress, OscArgument, OscHeard, OscPattern } from './value.ts'

const port = z.int().min(1).max(65_535)

/** Sends one message. Nothing ever says whether it arrived, so it is never sent again by itself. */
export const sendMessage = defineCommand({
  app: 'osc',
  command: 'message.send',
  title: 'Send an OSC message',
  description:
    'Sends one OSC message over UDP. Whole numbers go as int, others as float; a type can be given with each value.',
  args: z.strictObject({
    host: z.string().min(1).max(253).default('127.0.0.1'),
    port,
    address: OscAddress,
    values: z.array(OscArgument).max(1000).default([]),
  }),
  result: z.object({
    /** Type tags as they went out, such as `,if`. */
    types: z.string(),
    bytes: z.number().int(),
  }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
  realtime: true,
})

/** Waits for the next message on a port that the settings opened. */
export const awaitMessage = defineCommand({
  app: 'osc',
  command: 'messages.await',
  title: 'Wait for an OSC message',
  description:
    'Waits for the next OSC message that fits an address pattern, on a port that the settings opened.',
  args: z.strictObject({
    port,
    /** `/fader/*`, `/{play,stop}`; `*` stays within one part of the address. */
    address: OscPattern,
    timeoutMs: z.int().min(1).max(86_400_000).default(60_000),
  }),
  result: OscHeard,
  effects: 'read',
  idempotent: true,
  cancellable: 'immediate',
  realtime: true,
})
