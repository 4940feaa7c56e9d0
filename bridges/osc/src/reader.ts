/** Reads the fields of OSC one after the other. Every method fails where the bytes end too early. */
export interface Reader {
  readonly left: number
  bytes(size: number): Uint8Array
  int32(): number
  uint64(): bigint
  float(): number
  double(): number
  text(): string
  blob(): Uint8Array
  /** The next `size` bytes, to be read by themselves. */
  part(size: number): Reader
}

/** A reader of `bytes`. What is wrong with them becomes the error that `malformed` makes of it. */
export function createReader(bytes: Uint8Array, malformed: (what: string) => Error): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0

  const take = (size: number): number => {
    if (size < 0 || size > bytes.length - at) throw malformed('ends too early')
    at += size
    return at - size
  }
  const zeros = (size: number) => {
    const start = take(size)
    if (bytes.subarray(start, at).some((byte) => byte !== 0)) throw malformed('is not padded with zeros')
  }
  const slice = (size: number) => {
    const start = take(size)
    return bytes.subarray(start, at)
  }
  const reader: Reader = {
    get left() {
      return bytes.length - at
    },
    bytes: slice,
    int32: () => view.getInt32(take(4)),
    uint64: () => view.getBigUint64(take(8)),
    float: () => view.getFloat32(take(4)),
    double: () => view.getFloat64(take(8)),
    text() {
      const end = bytes.indexOf(0, at)
      if (end < 0) throw malformed('has a text without an end')
      const raw = slice(end - at)
      zeros(4 - (raw.length % 4))
      try {
        return utf8.decode(raw)
      } catch {
        throw malformed('has a text that is not UTF-8')
      }
    },
    blob() {
      const raw = slice(reader.int32())
      zeros((4 - (raw.length % 4)) % 4)
      return Uint8Array.from(raw)
    },
    part: (size) => createReader(slice(size), malformed),
  }
  return reader
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
