import { gunzipSync, zstdDecompressSync } from 'node:zlib'

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
const isPlain = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 7)).toString('latin1') === 'BLENDER'
const isGzip = (bytes: Uint8Array) => starts(bytes, 0x1f, 0x8b)
const isZstd = (bytes: Uint8Array) => starts(bytes, 0x28, 0xb5, 0x2f, 0xfd)

/** A file of Blender itself: plain, or packed with gzip or zstd as Blender packs it. */
export const isBlend = (bytes: Uint8Array): boolean => isPlain(bytes) || isGzip(bytes) || isZstd(bytes)

/** What a scene of the stand-in begins with. */
const opening = '{"kind":"segue.standin-scene"'
/** Files that hold a scene of the stand-in are small; of any other the first part is looked at. */
const most = 64 * 1024 * 1024

function unpacked(bytes: Uint8Array): Buffer | null {
  try {
    if (isGzip(bytes)) return gunzipSync(bytes, { maxOutputLength: most })
    if (isZstd(bytes)) return zstdDecompressSync(bytes, { maxOutputLength: most })
    return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(most, bytes.byteLength))
  } catch {
    return null
  }
}

/**
 * The scene of the stand-in that a .blend carries in a text of its own, as Segue’s demo files do; Blender stores a line
 * of text as it is, with a NUL behind it. Null in the files of other people.
 */
export function embeddedScene(blend: Uint8Array): Uint8Array | null {
  const bytes = unpacked(blend)
  const from = bytes?.indexOf(opening, 0, 'latin1') ?? -1
  if (!bytes || from < 0) return null
  const end = bytes.indexOf(0, from)
  return end < 0 ? null : bytes.subarray(from, end)
}
