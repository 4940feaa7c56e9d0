import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'

/**
 * The release of Blender that wrote a file, such as `3.4`, from its header: `BLENDER`, a pointer size and byte order,
 * then three digits (`304`); from 5.0 a longer header with four digits (`BLENDER17-01v0500`). Files may be packed with
 * zstd (from 3.0) or gzip. Null when it is no .blend. (Blender's source, `BLO_core_blend_header.hh`.)
 */
export async function blendVersion(path: string): Promise<string | null> {
  const head = (await firstBytes(path)).toString('latin1')
  const digits = /^BLENDER(?:[_-][vV](\d{3})|\d\d-\d\dv(\d{4}))/.exec(head)
  const number = Number(digits?.[1] ?? digits?.[2] ?? Number.NaN)
  return Number.isNaN(number) ? null : `${Math.floor(number / 100)}.${number % 100}`
}

const wanted = 17

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(wanted), 0, wanted, 0)
    .finally(() => file.close())
  const raw = buffer.subarray(0, bytesRead)
  const starts = (...magic: number[]) => magic.every((byte, i) => raw[i] === byte)
  const unpack = starts(0x1f, 0x8b)
    ? createGunzip()
    : starts(0x28, 0xb5, 0x2f, 0xfd)
      ? createZstdDecompress()
      : null
  if (unpack === null) return raw
  const packed = createReadStream(path).on('error', (error) => unpack.destroy(error))
  const parts: Buffer[] = []
  try {
    for await (const part of packed.pipe(unpack)) {
      parts.push(part)
      if (Buffer.concat(parts).length >= wanted) break
    }
  } catch {
    return Buffer.alloc(0)
  } finally {
    packed.destroy()
  }
  return Buffer.concat(parts).subarray(0, wanted)
}
