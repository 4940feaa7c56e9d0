import { isUtf8 } from 'node:buffer'
import { bridgeLimits } from '@segue/protocol'

/** One line of the wire as it came in; lines that cannot be read are named by what is wrong with them. */
export type Frame = { is: 'text'; text: string } | { is: 'tooLarge'; head: string } | { is: 'notUtf8' }

/** Cuts a byte stream into lines. Never holds more than one frame. */
export interface FrameReader {
  /** The frames that `chunk` completes, in order. */
  push(chunk: Uint8Array): Frame[]
  /** The most bytes one line may have; longer ones are dropped as they arrive. */
  limit: number
}

const newline = 10
const headBytes = 256

/** A reader with nothing read yet. */
export function createFrameReader(limit: number = bridgeLimits.maxFrameBytes): FrameReader {
  let parts: Uint8Array[] = []
  let size = 0
  let head: string | null = null

  const keep = (piece: Uint8Array) => {
    size += piece.length
    if (head !== null) return
    parts.push(piece)
    if (size <= reader.limit) return
    head = Buffer.concat(parts).subarray(0, headBytes).toString('latin1')
    parts = []
  }
  const take = (): Frame => {
    const frame: Frame = head === null ? decode(parts) : { is: 'tooLarge', head }
    parts = []
    size = 0
    head = null
    return frame
  }
  const reader: FrameReader = {
    limit,
    push(chunk) {
      const frames: Frame[] = []
      let start = 0
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
        keep(chunk.subarray(start, end))
        frames.push(take())
        start = end + 1
      }
      if (start < chunk.length) keep(chunk.subarray(start))
      return frames
    },
  }
  return reader
}

function decode(parts: readonly Uint8Array[]): Frame {
  const [first = Buffer.alloc(0)] = parts
  const bytes =
    parts.length > 1 ? Buffer.concat(parts) : Buffer.from(first.buffer, first.byteOffset, first.length)
  return isUtf8(bytes) ? { is: 'text', text: bytes.toString() } : { is: 'notUtf8' }
}

/** One message as a line. JSON escapes newlines, so the line holds exactly one. */
export function encodeFrame(message: object): Buffer {
  return Buffer.from(`${JSON.stringify(message)}\n`)
}
