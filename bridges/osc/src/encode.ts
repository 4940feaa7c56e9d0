import { fail } from '@segue/protocol'
import { isBundle, type OscMessage, type OscPacket, type OscValue, oscLimits } from './packet.ts'

/** Bytes of a packet. Fails with `osc.invalid` or `osc.too-large`. Layout: OSC 1.0, opensoundcontrol.org/spec-1_0. */
export function encodeOsc(packet: OscPacket): Buffer {
  const bytes = encodePacket(packet)
  if (bytes.length <= oscLimits.maxBytes) return bytes
  throw fail({
    code: 'osc.too-large',
    message: `The OSC message has ${bytes.length} bytes; ${oscLimits.maxBytes} fit into one.`,
    hint: 'Send less at once.',
    kind: 'input',
  })
}

function encodePacket(packet: OscPacket): Buffer {
  if (!isBundle(packet)) return encodeMessage(packet)
  const parts = packet.elements.map(encodePacket).flatMap((element) => [int32(element.length), element])
  return Buffer.concat([padded('#bundle'), uint64(packet.at), ...parts])
}

function encodeMessage({ address, values }: OscMessage): Buffer {
  if (!address.startsWith('/')) throw invalid(`${address} is not an OSC address.`)
  return Buffer.concat([padded(address), padded(tagsOf(values)), ...values.map(encodeValue)])
}

/** Type tags of values, with the comma that begins them. */
export const tagsOf = (values: readonly OscValue[]): string => `,${values.map(tagOf).join('')}`

const tags = {
  int: 'i',
  float: 'f',
  double: 'd',
  string: 's',
  symbol: 'S',
  nil: 'N',
  impulse: 'I',
  int64: 'h',
  blob: 'b',
  time: 't',
  char: 'c',
  color: 'r',
  midi: 'm',
} as const

function tagOf(value: OscValue): string {
  if (value.type === 'boolean') return value.value ? 'T' : 'F'
  if (value.type === 'array') return `[${value.value.map(tagOf).join('')}]`
  return tags[value.type]
}

function encodeValue(value: OscValue): Buffer {
  switch (value.type) {
    case 'int':
      return int32(value.value)
    case 'float':
      return write(4, (buffer) => buffer.writeFloatBE(value.value))
    case 'double':
      return write(8, (buffer) => buffer.writeDoubleBE(value.value))
    case 'string':
    case 'symbol':
      return padded(value.value)
    case 'int64':
      return write(8, (buffer) => buffer.writeBigInt64BE(value.value))
    case 'time':
      return uint64(value.value)
    case 'blob':
      return Buffer.concat([int32(value.value.length), value.value, Buffer.alloc(gap(value.value.length))])
    case 'char':
      return int32(value.value.charCodeAt(0))
    case 'color':
      return write(4, (buffer) => buffer.writeUInt32BE(value.value))
    case 'midi':
      return Buffer.from(value.value)
    case 'array':
      return Buffer.concat(value.value.map(encodeValue))
    case 'boolean':
    case 'nil':
    case 'impulse':
      return Buffer.alloc(0)
  }
}

function write(size: number, put: (buffer: Buffer) => void): Buffer {
  const buffer = Buffer.alloc(size)
  put(buffer)
  return buffer
}

const int32 = (value: number) => write(4, (buffer) => buffer.writeInt32BE(value))
const uint64 = (value: bigint) => write(8, (buffer) => buffer.writeBigUInt64BE(value))

/** Bytes that are missing to a multiple of four. */
const gap = (size: number) => (4 - (size % 4)) % 4

/** A text, its closing zero, and zeros up to a multiple of four. */
function padded(text: string): Buffer {
  if (text.includes('\0')) throw invalid('A text holds the character zero, which ends texts in OSC.')
  const bytes = Buffer.from(text)
  return Buffer.concat([bytes, Buffer.alloc(1 + gap(bytes.length + 1))])
}

const invalid = (message: string) =>
  fail({ code: 'osc.invalid', message, hint: 'Change the address or the values.', kind: 'input' })
