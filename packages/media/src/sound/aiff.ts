import type { FileHandle } from 'node:fs/promises'
import { chunks, readAt, viewOf } from './chunks.ts'
import { damaged, truncated, unknownFormat } from './failures.ts'
import type { PcmLayout } from './pcm.ts'

/** AIFF-C compression types that are plain samples (Apple, AIFF-C draft of 1991 and later additions). */
const codecs: Record<string, Pick<PcmLayout, 'encoding' | 'littleEndian'> & { bits?: number }> = {
  NONE: { encoding: 'int', littleEndian: false },
  twos: { encoding: 'int', littleEndian: false },
  sowt: { encoding: 'int', littleEndian: true },
  in24: { encoding: 'int', littleEndian: false, bits: 24 },
  in32: { encoding: 'int', littleEndian: false, bits: 32 },
  fl32: { encoding: 'float', littleEndian: false, bits: 32 },
  FL32: { encoding: 'float', littleEndian: false, bits: 32 },
  fl64: { encoding: 'float', littleEndian: false, bits: 64 },
  FL64: { encoding: 'float', littleEndian: false, bits: 64 },
  alaw: { encoding: 'alaw', littleEndian: false, bits: 8 },
  ALAW: { encoding: 'alaw', littleEndian: false, bits: 8 },
  ulaw: { encoding: 'ulaw', littleEndian: false, bits: 8 },
  ULAW: { encoding: 'ulaw', littleEndian: false, bits: 8 },
}

/** An IEEE 754 80-bit extended number, as AIFF stores its sample rate. */
function extended(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16383 - 63
  return Number(view.getBigUint64(at + 2)) * 2 ** exponent
}

/** Reads the head of an AIFF or AIFF-C file. Fails with `audio.damaged`, `.truncated` or `.unknown_format`. */
export async function readAiff(file: FileHandle, name: string): Promise<PcmLayout> {
  const { size: fileBytes } = await file.stat()
  let format: Omit<PcmLayout, 'dataOffset'> | null = null
  let data: { start: number; size: number } | null = null
  for await (const chunk of chunks(file, false)) {
    if (chunk.id === 'COMM') {
      const bytes = await readAt(file, chunk.start, Math.min(chunk.size, 22))
      if (bytes.length < 18) throw damaged(name, 'its format description is incomplete.')
      const view = viewOf(bytes)
      const type = bytes.length >= 22 ? String.fromCharCode(...bytes.subarray(18, 22)) : 'NONE'
      const codec = codecs[type]
      if (codec === undefined) throw unknownFormat(name, `AIFF with codec “${type}”.`)
      format = {
        encoding: codec.encoding,
        littleEndian: codec.littleEndian,
        bits: codec.bits ?? Math.ceil(view.getUint16(6) / 8) * 8,
        channels: view.getUint16(0),
        sampleRate: Math.round(extended(view, 8)),
        frames: view.getUint32(2),
      }
    }
    if (chunk.id === 'SSND') {
      const offset = viewOf(await readAt(file, chunk.start, 8))
      if (offset.byteLength < 8) throw damaged(name, 'its sound data is incomplete.')
      data = { start: chunk.start + 8 + offset.getUint32(0), size: chunk.size - 8 - offset.getUint32(0) }
    }
    if (format !== null && data !== null) break
  }
  if (format === null || data === null) throw damaged(name, 'it has no sound data.')
  const { channels, bits, sampleRate } = format
  if (channels === 0 || sampleRate === 0 || ![8, 16, 24, 32, 64].includes(bits)) {
    throw damaged(name, `it claims ${channels} channels of ${bits} bits at ${sampleRate} Hz.`)
  }
  const present = Math.floor((fileBytes - data.start) / ((bits / 8) * channels))
  if (format.frames > present)
    throw truncated(name, Math.max(0, present) / sampleRate, format.frames / sampleRate)
  return { ...format, dataOffset: data.start }
}
