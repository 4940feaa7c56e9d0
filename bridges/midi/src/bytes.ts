import { fail, type MidiMessage, type MidiType } from '@segue/protocol'

/** Status bytes of messages with a channel, in the upper half byte. MIDI 1.0, table 1. */
const channelStatus: Partial<Record<MidiType, number>> = {
  noteOff: 0x80,
  noteOn: 0x90,
  keyPressure: 0xa0,
  control: 0xb0,
  program: 0xc0,
  pressure: 0xd0,
  pitchBend: 0xe0,
}
/** Status bytes of messages without one. MIDI 1.0, table 5. */
const systemStatus: Partial<Record<MidiType, number>> = {
  clock: 0xf8,
  start: 0xfa,
  continue: 0xfb,
  stop: 0xfc,
}
const sysexStart = 0xf0
const sysexEnd = 0xf7
const bendMiddle = 8192

const typeOf = (table: Partial<Record<MidiType, number>>, status: number) =>
  Object.entries(table).find(([, value]) => value === status)?.[0] as MidiType | undefined

/** The bytes of a message. Fails with `midi.value` when the value does not fit its type. */
export function toBytes({ type, channel, number, value, data }: MidiMessage): number[] {
  if (type === 'sysex') return [sysexStart, ...data, sysexEnd]
  const system = systemStatus[type]
  if (system !== undefined) return [system]
  const status = (channelStatus[type] ?? 0) | (channel - 1)
  if (type === 'program') return [status, number]
  if (type === 'pitchBend') {
    const bend = value + bendMiddle
    return [status, bend & 0x7f, bend >> 7]
  }
  if (value < 0 || value > 127)
    throw fail({
      code: 'midi.value',
      message: `The value ${value} does not fit a ${type} message.`,
      hint: 'Use 0 to 127; only a pitch bend goes from −8192 to 8191.',
      kind: 'input',
    })
  return type === 'pressure' ? [status, value] : [status, number, value]
}

/** A message from its bytes; null for what Segue has no word for, such as active sensing or a damaged message. */
export function fromBytes(bytes: readonly number[]): MidiMessage | null {
  const [status = 0, first = 0, second = 0] = bytes
  const plain = { channel: 1, number: 0, value: 0, data: [] }
  if (status === sysexStart) {
    const data = bytes.slice(1, bytes.at(-1) === sysexEnd ? -1 : undefined)
    return { ...plain, type: 'sysex', data }
  }
  const system = typeOf(systemStatus, status)
  if (system !== undefined) return { ...plain, type: system }
  const type = status < sysexStart ? typeOf(channelStatus, status & 0xf0) : undefined
  if (type === undefined) return null
  const message = { ...plain, channel: (status & 0x0f) + 1 }
  if (type === 'program') return { ...message, type, number: first }
  if (type === 'pressure') return { ...message, type, value: first }
  if (type === 'pitchBend') return { ...message, type, value: (second << 7) + first - bendMiddle }
  // A note pressed with no force is how many keyboards say that it was let go. MIDI 1.0, p. 10.
  const released = type === 'noteOn' && second === 0
  return { ...message, type: released ? 'noteOff' : type, number: first, value: second }
}
