import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a zip as an attacker writes it: nothing about it need be true. */
export interface RawEntry {
  name: string
  data?: Uint8Array | string
  /** Unix mode with the type of the file. */
  mode?: number
  deflate?: boolean
  /** What the headers say instead of the truth. */
  claims?: { size?: number; crc?: number; flags?: number; method?: number }
}

/** The bytes of a zip, made without any check. `count`: what it says of how many files it holds. */
export function rawZip(entries: readonly RawEntry[], { count = entries.length } = {}): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, data = '', mode = 0o100644, deflate = false, claims = {} } of entries) {
    const plain = Buffer.from(data)
    const packed = deflate ? deflateRawSync(plain) : plain
    const title = Buffer.from(name, 'latin1')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(claims.flags ?? 0, 2)
    common.writeUInt16LE(claims.method ?? (deflate ? 8 : 0), 4)
    common.writeUInt32LE(claims.crc ?? crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims.size ?? plain.length, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    const madeBy = Buffer.from([20, 3])
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, common, tail, title]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
