import { setTimeout as delay } from 'node:timers/promises'
import { type CommandHandler, handle } from '@segue/bridge'
import { fail, type HeardMidi, MidiMessage as Message, type MidiMessage, midi } from '@segue/protocol'
import type { z } from 'zod'
import type { Ports } from './ports.ts'

const message = (fields: z.input<typeof Message>): MidiMessage => Message.parse(fields)

/** Controllers that silence a channel: all sound off, reset all controllers, all notes off. MIDI 1.0, table 4. */
const silencing = [120, 121, 123]
const channels = Array.from({ length: 16 }, (_, index) => index + 1)

/** Every command over the ports that are open here. */
export function midiCommands(ports: Ports): CommandHandler[] {
  return [
    handle(midi.listPorts, async () => ({ ...ports.list(), detail: ports.detail })),
    handle(midi.sendMessage, async ({ port, ...sent }) => ({ port, bytes: ports.send(port, sent) })),
    handle(midi.awaitMessage, async (wanted, { signal }) => {
      const { promise, resolve, reject } = Promise.withResolvers<HeardMidi>()
      const stop = ports.listen(wanted.port, (heard) => {
        if (fits(heard, wanted)) resolve(heard)
      })
      const timer = setTimeout(() => reject(nothingCame(wanted)), wanted.timeoutMs)
      const abort = () => reject(signal.reason)
      signal.addEventListener('abort', abort)
      if (signal.aborted) abort()
      try {
        return await promise
      } finally {
        stop()
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
      }
    }),
    handle(midi.playNote, async ({ port, channel, notes, velocity, durationMs }, { signal }) => {
      const pressed: number[] = []
      try {
        signal.throwIfAborted()
        for (const number of notes) {
          ports.send(port, message({ type: 'noteOn', channel, number, value: velocity }))
          pressed.push(number)
        }
        await delay(durationMs, undefined, { signal })
      } finally {
        for (const number of pressed) ports.send(port, message({ type: 'noteOff', channel, number }))
      }
      return { port, notes }
    }),
    handle(midi.panic, async ({ port }) => {
      const silenced = port === null ? ports.openOutputs() : [port]
      for (const name of silenced)
        for (const channel of channels)
          for (const number of silencing) ports.send(name, message({ type: 'control', channel, number }))
      return { ports: silenced }
    }),
  ]
}

type Wanted = z.output<typeof midi.awaitMessage.args>

const fits = (heard: HeardMidi, { type, channel, number, atLeast }: Wanted): boolean =>
  heard.type === type &&
  (channel === null || heard.channel === channel) &&
  (number === null || heard.number === number) &&
  (atLeast === null || heard.value >= atLeast)

const nothingCame = ({ port, type, timeoutMs }: Wanted): Error =>
  fail({
    code: 'bridge.timeout',
    message: `No ${type} message came on “${port}” in ${timeoutMs / 1000} s.`,
    hint: 'Look whether the device sends to this port, on this channel; or wait longer.',
    kind: 'transient',
  })
