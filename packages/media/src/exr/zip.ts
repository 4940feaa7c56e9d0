import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'

const squeeze = promisify(deflate)
const unpack = promisify(inflate)

/**
 * Packs the lines of one block as OpenEXR does (openexr.com, “OpenEXR File Layout”, and its zip compressor): first the
 * bytes at even places, then those at odd ones, each as its difference to the one before, then zlib. Bytes that do not
 * get smaller stay as they are.
 */
export async function packBlock(raw: Uint8Array): Promise<Uint8Array> {
  const parted = new Uint8Array(raw.length)
  const middle = Math.ceil(raw.length / 2)
  for (let i = 0; i < raw.length; i++) parted[(i >> 1) + (i % 2 === 0 ? 0 : middle)] = raw[i] ?? 0
  for (let i = parted.length - 1; i > 0; i--) parted[i] = (parted[i] ?? 0) - (parted[i - 1] ?? 0) + 128
  const packed = await squeeze(parted, { level: 4 })
  return packed.length < raw.length ? packed : raw
}

/** The lines of a packed block, `bytes` long. Fails with zlib's own error when they are damaged. */
export async function unpackBlock(packed: Uint8Array, bytes: number): Promise<Uint8Array> {
  if (packed.length === bytes) return packed
  const parted = await unpack(packed, { maxOutputLength: bytes })
  for (let i = 1; i < parted.length; i++) parted[i] = (parted[i] ?? 0) + (parted[i - 1] ?? 0) - 128
  const middle = Math.ceil(parted.length / 2)
  return parted.map((_, i) => parted[(i >> 1) + (i % 2 === 0 ? 0 : middle)] ?? 0)
}
