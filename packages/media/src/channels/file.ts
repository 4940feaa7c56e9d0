import { readFile, writeFile } from 'node:fs/promises'
import { ChannelsHeader, type Fps, fail } from '@segue/protocol'

/** Curves of one length and rate, by name. Order is kept. */
export interface Channels {
  rate: Fps
  samples: number
  planes: ReadonlyMap<string, Float32Array<ArrayBuffer>>
}

const newline = 10

/** Bytes of a channels file: one JSON header line, then planar float32 little-endian. */
export function encodeChannels({ rate, samples, planes }: Channels): Uint8Array<ArrayBuffer> {
  const header: ChannelsHeader = { version: 1, rate, samples, channels: [...planes.keys()] }
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`)
  const bytes = new Uint8Array(line.length + planes.size * samples * 4)
  bytes.set(line)
  const view = new DataView(bytes.buffer)
  let at = line.length
  for (const plane of planes.values()) {
    for (let i = 0; i < samples; i++, at += 4) view.setFloat32(at, plane[i] ?? 0, true)
  }
  return bytes
}

function broken(name: string, detail: string) {
  return fail({
    code: 'channels.damaged',
    message: `“${name}” is no readable curves file: ${detail}`,
    hint: 'Run the node that makes it again.',
    kind: 'input',
  })
}

/** Reads the bytes of a channels file. Fails with `channels.damaged`. */
export function decodeChannels(bytes: Uint8Array, name = 'Curves'): Channels {
  const end = bytes.indexOf(newline)
  if (end < 0) throw broken(name, 'it has no header.')
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(0, end)), name)
  const { rate, samples, channels } = header
  if (bytes.length - end - 1 !== channels.length * samples * 4) throw broken(name, 'its length is wrong.')
  const view = new DataView(bytes.buffer, bytes.byteOffset + end + 1)
  const plane = (index: number) => {
    const values = new Float32Array(samples)
    for (let i = 0; i < samples; i++) values[i] = view.getFloat32((index * samples + i) * 4, true)
    return values
  }
  return { rate, samples, planes: new Map(channels.map((key, index) => [key, plane(index)])) }
}

function parseHeader(line: string, name: string): ChannelsHeader {
  try {
    return ChannelsHeader.parse(JSON.parse(line))
  } catch {
    throw broken(name, 'its header is wrong.')
  }
}

/** Writes a channels file. */
export async function writeChannels(path: string, channels: Channels): Promise<void> {
  await writeFile(path, encodeChannels(channels))
}

/** Reads a channels file. Fails with `channels.damaged`. */
export async function readChannels(path: string, name?: string): Promise<Channels> {
  return decodeChannels(await readFile(path), name)
}

/** Every curve through one function; rate and length stay. */
export function mapChannels(
  channels: Channels,
  change: (values: Float32Array<ArrayBuffer>, name: string) => Float32Array<ArrayBuffer>,
): Channels {
  return {
    ...channels,
    planes: new Map([...channels.planes].map(([name, plane]) => [name, change(plane, name)])),
  }
}

/** Steps per unit that curves are rounded to. Dither in an export then changes no curve. */
export const stepsPerUnit = 4096

/**
 * Rounds to 1/4096 with hysteresis: a value keeps its step until it is three quarters of a step away, so that
 * noise far below a step does not flicker.
 */
export function quantise(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  let held = 0
  return values.map((value) => {
    const exact = value * stepsPerUnit
    if (Math.abs(exact - held) > 0.75) held = Math.round(exact)
    return held / stepsPerUnit
  })
}
