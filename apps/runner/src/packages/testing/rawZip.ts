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
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  const large = count < 0xffff ? [] : [largeEnd(count, directory.length, offset)]
  return Buffer.concat([...locals, directory, ...large, end])
}

/** The end of a zip that says it holds more files than 16 bits can count. */
function largeEnd(count: number, length: number, offset: number): Buffer {
  const record = Buffer.alloc(56)
  record.write('PK\x06\x06', 0, 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(length), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 0, 'latin1')
  locator.writeBigUInt64LE(BigInt(offset + length), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}
