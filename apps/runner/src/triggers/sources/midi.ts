import { randomBytes } from 'node:crypto'
import type { MidiAccess, Ports } from '@segue/midi'
import {
  type Failure,
  fail,
  failureOf,
  type HeardMidi,
  type MidiSettings,
  type MidiType,
} from '@segue/protocol'
import type { Clock } from '../../host/clock.ts'
import type { OpenSource } from './source.ts'

export interface MidiDeps {
  midi: MidiAccess
  clock: Clock
}

/** How often a device that was pulled out is looked for. */
const lookMs = 2000

/** Hears MIDI of the first port whose name is, or holds, the one of the trigger. */
export const openMidiIn =
  ({ midi, clock }: MidiDeps): OpenSource<'midi'> =>
  ({ trigger: { settings }, hear, passBy, stands }) => {
    const own = randomBytes(4).toString('hex')
    let closed = false
    let callOff = () => {}
    let open: { name: string; stop(): void } | null = null
    let count = 0
    let told = ''

    const say = (failure: Failure | null) => {
      const text = JSON.stringify(failure)
      if (text !== told) stands({ failure, note: null })
      told = text
    }
    const receive = (message: HeardMidi) => {
      if (message.type === 'clock') return
      const { type, port, channel, number, value } = message
      const event = {
        at: clock.now(),
        words: inWords(message),
        data: { type, port, channel, number, value, level: Math.max(0, value) / 127 },
      }
      const why = refusal(message, settings)
      if (why !== null) return passBy(event, why)
      // What the store does not take now is too old when it does.
      hear({ ...event, key: `midi:${own}:${++count}` }).catch((error) => say(failureOf(error)))
    }
    const letGo = () => {
      open?.stop()
      open = null
    }
    const listen = (ports: Ports) => {
      const names = ports.list().inputs.map(({ name }) => name)
      const name = portOf(names, settings.port)
      if (open && open.name !== name) letGo()
      if (name === null) throw noPort(settings.port, names, ports.detail)
      open ??= { name, stop: ports.listen(name, receive) }
    }
    const look = async () => {
      try {
        const ports = await midi.ports()
        if (closed) return
        listen(ports)
        say(null)
      } catch (error) {
        if (!closed) say(failureOf(error))
      }
      if (!closed) callOff = clock.alarm(clock.now() + lookMs, look)
    }
    clock.defer(look)
    return {
      async close() {
        closed = true
        callOff()
        letGo()
      },
    }
  }

/** The port that a person means: of that name, else the first that holds it. */
function portOf(names: readonly string[], wanted: string): string | null {
  const part = wanted.toLowerCase()
  return (
    names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase().includes(part)) ?? null
  )
}

const types: Record<MidiSettings['message'], readonly MidiType[]> = {
  note: ['noteOn'],
  control: ['control'],
  program: ['program'],
  start: ['start', 'continue'],
  stop: ['stop'],
}

function refusal(heard: HeardMidi, { message, channel, number, least }: MidiSettings): string | null {
  if (heard.type === 'noteOff' && message === 'note') return 'the note is let go'
  if (!types[message].includes(heard.type)) return `it is no ${message}`
  if (message === 'start' || message === 'stop') return null
  if (channel !== null && heard.channel !== channel) return `it is on channel ${heard.channel}`
  if (number !== null && heard.number !== number) return `it is number ${heard.number}`
  return message !== 'program' && heard.value < least ? `${heard.value} is less than ${least}` : null
}

const inWords = ({ type, channel, number, value, port }: HeardMidi): string =>
  ['start', 'stop', 'continue', 'sysex'].includes(type)
    ? `${type} from ${port}`
    : `${type} ${number}, ${value}, channel ${channel} from ${port}`

const noPort = (wanted: string, names: readonly string[], detail: string) =>
  fail({
    code: 'midi.port_missing',
    message: `There is no MIDI port “${wanted}”.`,
    hint: `Plug it in and switch it on; it goes on by itself. Here now: ${names.slice(0, 12).join(', ') || 'none'}. ${detail}`.trim(),
    kind: 'environment',
  })
