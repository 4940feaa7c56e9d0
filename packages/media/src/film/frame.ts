import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Canvas, type Image, loadImage } from '@napi-rs/canvas'
import { type FailureError, fail } from '@segue/protocol'
import { canvasOfExr } from '../exr/canvas.ts'
import { isExr } from '../exr/header.ts'
import { decodeExr } from '../exr/read.ts'

const pngSignature = '89504e470d0a1a0a'

/** Whether every chunk of a PNG is there with the right checksum, up to its end chunk (PNG 1.2, §3). */
function wholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) return false
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return false
    if (view.getUint32(at + 4) === 0x49454e44) return true
    at = end
  }
  return false
}

/** Whether an image file is complete. The decoder itself shows half a file without a word. */
function whole(bytes: Uint8Array): boolean {
  if (Buffer.from(bytes.subarray(0, 8)).toString('hex') === pngSignature) return wholePng(bytes)
  const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8
  return !jpeg || bytes.lastIndexOf(0xd9) > bytes.length - 16
}

const damaged = (name: string): FailureError =>
  fail({
    code: 'frame.damaged',
    message: `“${name}” is damaged or incomplete.`,
    hint: 'Make this picture again: run the step that made it, or choose another file.',
    kind: 'input',
  })

/** Decodes one picture from a path or its bytes. Fails with `frame.damaged` or `frame.exr_kind`, naming it. */
export async function readFrame(source: string | Uint8Array, name: string): Promise<Canvas | Image> {
  const bytes = typeof source === 'string' ? await readFile(source) : source
  if (isExr(bytes)) return canvasOfExr(await decodeExr(bytes, name))
  if (bytes.length === 0 || !whole(bytes)) throw damaged(name)
  try {
    return await loadImage(bytes)
  } catch {
    throw damaged(name)
  }
}

const readAhead = 3

/**
 * Decodes up to `count` pictures in order, a few of them early, so that decoding runs beside whatever the caller
 * does. Failures name pictures by number.
 */
export async function* readFrames(
  sources: AsyncIterable<string | Uint8Array>,
  count: number,
): AsyncGenerator<Canvas | Image, void, undefined> {
  const waiting: Promise<Canvas | Image>[] = []
  const source = sources[Symbol.asyncIterator]()
  try {
    for (let asked = 0, given = 0; given < count; given++) {
      for (; asked < Math.min(count, given + readAhead); asked++) {
        const next = await source.next()
        if (next.done) break
        const picture = readFrame(next.value, `Frame ${asked + 1}`)
        picture.catch(() => {})
        waiting.push(picture)
      }
      const picture = waiting.shift()
      if (picture === undefined) return
      yield await picture
    }
  } finally {
    await source.return?.()
  }
}
