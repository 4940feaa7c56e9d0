import { open } from 'node:fs/promises'
import { readAt, viewOf } from './chunks.ts'
import { id3Length } from './sniff.ts'

/** What an MP3 encoder added around the sound, in samples per channel. */
export interface Mp3Gap {
  /** To leave out at the start: the encoder's delay and the decoder's own 529 samples. */
  start: number
  /** Length of the sound itself. */
  frames: number
}

/** A decoder's own delay, which the tag does not count. */
const decoderDelay = 529

/**
 * Reads the gap from the Xing or Info tag with its LAME extension in the first frame (Mp3 Info Tag, revision 1).
 * `null` when an encoder left none; then nothing can be known.
 */
export async function readMp3Gap(path: string): Promise<Mp3Gap | null> {
  const file = await open(path)
  try {
    const first = await readAt(file, id3Length(await readAt(file, 0, 10)), 300)
    return gapIn(first)
  } finally {
    await file.close()
  }
}

function gapIn(frame: Uint8Array): Mp3Gap | null {
  if (frame.length < 300) return null
  const mpeg1 = ((frame[1] ?? 0) & 0x18) === 0x18
  const mono = (frame[3] ?? 0) >> 6 === 3
  const tag = 4 + (mpeg1 ? (mono ? 17 : 32) : mono ? 9 : 17)
  const name = String.fromCharCode(...frame.subarray(tag, tag + 4))
  if (name !== 'Xing' && name !== 'Info') return null
  const view = viewOf(frame)
  const flags = view.getUint32(tag + 4)
  if ((flags & 1) === 0) return null
  const frames = view.getUint32(tag + 8)
  const lengths = [4, 4, 100, 4].filter((_, bit) => flags & (1 << bit))
  const lame = tag + 8 + lengths.reduce((sum, bytes) => sum + bytes, 0)
  if (
    lame + 24 > frame.length ||
    !/^L[aA][vVmM][cCfFEe3]/.test(String.fromCharCode(...frame.subarray(lame, lame + 4)))
  )
    return null
  const packed = ((frame[lame + 21] ?? 0) << 16) | ((frame[lame + 22] ?? 0) << 8) | (frame[lame + 23] ?? 0)
  const [delay, padding] = [packed >> 12, packed & 0xfff]
  const length = frames * (mpeg1 ? 1152 : 576) - delay - padding
  return length > 0 ? { start: delay + decoderDelay, frames: length } : null
}
