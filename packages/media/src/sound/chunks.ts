import type { FileHandle } from 'node:fs/promises'

/** One chunk of a RIFF or IFF file. `size` is what its header says, `start` is where its bytes begin. */
export interface Chunk {
  id: string
  start: number
  size: number
}

/** Reads `length` bytes at `position`; shorter at the end of the file. */
export async function readAt(
  file: FileHandle,
  position: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** A view on bytes for reading numbers. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Walks the chunks of a RIFF (`littleEndian`) or IFF file, starting after the 12-byte head. */
export async function* chunks(
  file: FileHandle,
  littleEndian: boolean,
): AsyncGenerator<Chunk, void, undefined> {
  for (let at = 12; ; ) {
    const head = await readAt(file, at, 8)
    if (head.length < 8) return
    const id = String.fromCharCode(...head.subarray(0, 4))
    const size = viewOf(head).getUint32(4, littleEndian)
    yield { id, start: at + 8, size }
    at += 8 + size + (size % 2)
  }
}
