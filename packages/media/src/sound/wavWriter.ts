import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Planes } from './facts.ts'

export interface WavOptions {
  sampleRate: number
  channels: number
  /** 16 and 24 are integers, rounded; 32 is float and keeps values beyond ±1. */
  bits: 16 | 24 | 32
}

const headBytes = 80

/**
 * A head of fixed size. It holds a `JUNK` chunk that becomes `ds64` when the file passes 4 GiB (EBU Tech 3306),
 * so that one layout serves RIFF and RF64.
 */
function head({ sampleRate, channels, bits }: WavOptions, dataBytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(headBytes))
  const tag = (at: number, text: string) => {
    for (let i = 0; i < 4; i++) view.setUint8(at + i, text.charCodeAt(i))
  }
  const long = dataBytes + headBytes > 0xffff_ffff
  const stride = (channels * bits) / 8
  tag(0, long ? 'RF64' : 'RIFF')
  view.setUint32(4, long ? 0xffff_ffff : dataBytes + (dataBytes % 2) + headBytes - 8, true)
  tag(8, 'WAVE')
  tag(12, long ? 'ds64' : 'JUNK')
  view.setUint32(16, 28, true)
  if (long) {
    view.setBigUint64(20, BigInt(dataBytes + headBytes - 8), true)
    view.setBigUint64(28, BigInt(dataBytes), true)
    view.setBigUint64(36, BigInt(Math.floor(dataBytes / stride)), true)
  }
  tag(48, 'fmt ')
  view.setUint32(52, 16, true)
  view.setUint16(56, bits === 32 ? 3 : 1, true)
  view.setUint16(58, channels, true)
  view.setUint32(60, sampleRate, true)
  view.setUint32(64, sampleRate * stride, true)
  view.setUint16(68, stride, true)
  view.setUint16(70, bits, true)
  tag(72, 'data')
  view.setUint32(76, long ? 0xffff_ffff : dataBytes, true)
  return new Uint8Array(view.buffer)
}

function encode(block: Planes, { channels, bits }: WavOptions): Uint8Array {
  const frames = block[0]?.length ?? 0
  const size = bits / 8
  const view = new DataView(new ArrayBuffer(frames * channels * size))
  const top = 2 ** (bits - 1)
  for (let c = 0; c < channels; c++) {
    const plane = block[c]
    for (let i = 0, at = c * size; i < frames; i++, at += channels * size) {
      const sample = plane?.[i] ?? 0
      if (bits === 32) {
        view.setFloat32(at, sample, true)
        continue
      }
      const value = Math.max(-top, Math.min(top - 1, Math.round(sample * top)))
      view.setInt16(at, bits === 16 ? value : value & 0xffff, true)
      if (bits === 24) view.setInt8(at + 2, value >> 16)
    }
  }
  return new Uint8Array(view.buffer)
}

/** Writes a WAV file block by block. */
export interface WavWriter {
  /** Appends planes, one per channel, all of one length. */
  write(block: Planes): Promise<void>
  /** Completes the head and closes. Nothing may be written after. */
  close(): Promise<{ frames: number; bytes: number }>
  /** Gives up: closes and deletes the file. */
  abort(): Promise<void>
}

/** Starts a WAV file (RF64 beyond 4 GiB). The head is only right after `close`. */
export async function createWav(path: string, options: WavOptions): Promise<WavWriter> {
  const file: FileHandle = await open(path, 'w')
  let dataBytes = 0
  await file.write(head(options, 0))
  return {
    async write(block) {
      const bytes = encode(block, options)
      await file.write(bytes)
      dataBytes += bytes.length
    },
    async close() {
      if (dataBytes % 2 === 1) await file.write(new Uint8Array(1))
      await file.write(head(options, dataBytes), 0, headBytes, 0)
      await file.sync()
      await file.close()
      return { frames: dataBytes / ((options.channels * options.bits) / 8), bytes: headBytes + dataBytes }
    },
    async abort() {
      await file.close()
      await rm(path, { force: true })
    },
  }
}

/** Writes planes that are in memory as one WAV file. */
export async function writeWav(
  path: string,
  planes: Planes,
  options: Omit<WavOptions, 'channels'>,
): Promise<void> {
  const writer = await createWav(path, { ...options, channels: planes.length })
  await writer.write(planes)
  await writer.close()
}
