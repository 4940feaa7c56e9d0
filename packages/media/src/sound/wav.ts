import type { FileHandle } from 'node:fs/promises'
import { type Chunk, chunks, readAt, viewOf } from './chunks.ts'
import { damaged, truncated, unknownFormat } from './failures.ts'
import type { PcmLayout } from './pcm.ts'

type Format = Omit<PcmLayout, 'dataOffset' | 'frames'>

/** Format tags of the WAVE `fmt ` chunk (RFC 2361). 0xFFFE points to the first two bytes of a GUID. */
const encodings: Record<number, PcmLayout['encoding']> = { 1: 'int', 3: 'float', 6: 'alaw', 7: 'ulaw' }

function formatOf(bytes: Uint8Array, name: string): Format {
  if (bytes.length < 16) throw damaged(name, 'its format description is incomplete.')
  const view = viewOf(bytes)
  const tag = view.getUint16(0, true)
  const real = tag === 0xfffe && bytes.length >= 26 ? view.getUint16(24, true) : tag
  const channels = view.getUint16(2, true)
  const sampleRate = view.getUint32(4, true)
  const align = view.getUint16(12, true)
  // 20-bit samples lie in 24-bit containers: the block size counts, not the bits that are used.
  const bits = channels > 0 ? (align / channels) * 8 : 0
  const encoding = encodings[real]
  if (encoding === undefined) throw unknownFormat(name, `WAV with codec 0x${real.toString(16)}.`)
  const fits = encoding === 'float' ? [32, 64] : encoding === 'int' ? [8, 16, 24, 32] : [8]
  if (channels === 0 || sampleRate === 0 || !fits.includes(bits)) {
    throw damaged(name, `it claims ${channels} channels of ${bits} bits at ${sampleRate} Hz.`)
  }
  return {
    encoding: encoding === 'int' && bits === 8 ? 'uint' : encoding,
    bits,
    littleEndian: true,
    channels,
    sampleRate,
  }
}

/** Bytes of the data chunk: RF64 keeps them in `ds64`; programs that stream leave 0 or 0xFFFFFFFF. */
function dataBytes(chunk: Chunk, long: number | null, fileBytes: number): number {
  const rest = fileBytes - chunk.start
  if (chunk.size === 0xffff_ffff) return long ?? rest
  return chunk.size === 0 && rest > 0 ? rest : chunk.size
}

/**
 * Reads the head of a WAV file (RIFF, RF64 or BW64; PCM, float, G.711, WAVE_FORMAT_EXTENSIBLE).
 * Fails with `audio.damaged`, `audio.truncated` or `audio.unknown_format`.
 */
export async function readWav(file: FileHandle, name: string): Promise<PcmLayout> {
  const { size: fileBytes } = await file.stat()
  let format: Format | null = null
  let long: number | null = null
  for await (const chunk of chunks(file, true)) {
    if (chunk.id === 'ds64') {
      const bytes = await readAt(file, chunk.start, 16)
      if (bytes.length === 16) long = Number(viewOf(bytes).getBigUint64(8, true))
    }
    if (chunk.id === 'fmt ')
      format = formatOf(await readAt(file, chunk.start, Math.min(chunk.size, 40)), name)
    if (chunk.id !== 'data') continue
    if (format === null) throw damaged(name, 'its sound comes before its format description.')
    const stride = (format.bits / 8) * format.channels
    const declared = Math.floor(dataBytes(chunk, long, fileBytes) / stride)
    const present = Math.floor((fileBytes - chunk.start) / stride)
    if (declared > present) throw truncated(name, present / format.sampleRate, declared / format.sampleRate)
    return { ...format, dataOffset: chunk.start, frames: declared }
  }
  throw damaged(name, 'it has no sound data.')
}
