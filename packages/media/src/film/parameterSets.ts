/** Bits of an H.264 parameter set, read and copied one after another. */
interface Bits {
  read(count: number): number
  /** Unsigned Exp-Golomb. */
  ue(): number
  position(): number
}

const bitAt = (bytes: Uint8Array, position: number) =>
  ((bytes[position >> 3] ?? 0) >> (7 - (position & 7))) & 1

function bitsOf(bytes: Uint8Array): Bits {
  let position = 0
  const read = (count: number) => {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 2 + bitAt(bytes, position++)
    return value
  }
  return {
    read,
    ue: () => {
      let zeros = 0
      while (zeros < 32 && read(1) === 0) zeros++
      return 2 ** zeros - 1 + read(zeros)
    },
    position: () => position,
  }
}

/** Removes or inserts the bytes that keep start codes out of a NAL unit (ITU-T H.264, §7.4.1). */
const unescapeNal = (nal: Uint8Array) =>
  Uint8Array.from(nal.filter((byte, i) => !(i > 2 && byte === 3 && nal[i - 1] === 0 && nal[i - 2] === 0)))

function escapeNal(bytes: readonly number[]): Uint8Array {
  const out: number[] = []
  for (const byte of bytes) {
    if (byte <= 3 && out.at(-1) === 0 && out.at(-2) === 0) out.push(3)
    out.push(byte)
  }
  return Uint8Array.from(out)
}

/** Skips an SPS up to its VUI colour flag (ITU-T H.264, §7.3.2.1.1 and E.1.1); `null` where it has none. */
function findColourFlag(sps: Uint8Array): number | null {
  const bits = bitsOf(sps)
  bits.read(8)
  const profile = bits.read(8)
  bits.read(16)
  bits.ue()
  if (profile >= 100) {
    bits.ue()
    bits.ue()
    bits.ue()
    bits.read(1)
    if (bits.read(1) === 1) return null
  }
  bits.ue()
  const order = bits.ue()
  if (order === 0) bits.ue()
  if (order === 1) return null
  bits.ue()
  bits.read(1)
  bits.ue()
  bits.ue()
  if (bits.read(1) === 0) bits.read(1)
  bits.read(1)
  if (bits.read(1) === 1) for (let i = 0; i < 4; i++) bits.ue()
  if (bits.read(1) === 0) return null
  if (bits.read(1) === 1 && bits.read(8) === 255) bits.read(32)
  if (bits.read(1) === 1) bits.read(1)
  const flag = bits.position()
  return bits.read(1) === 0 ? flag : null
}

/** Flag set, format unspecified (5), limited range, description follows: BT.709 primaries, transfer, matrix. */
const colourBits = `110101${'00000001'.repeat(3)}`

/** An SPS whose VUI says BT.709, limited range; unchanged when it already names a colour or has no VUI. */
export function tagSps(nal: Uint8Array): Uint8Array {
  const sps = unescapeNal(nal)
  const flag = findColourFlag(sps)
  if (flag === null) return nal
  let bits = ''
  for (let i = 0; i < sps.length * 8; i++) bits += bitAt(sps, i)
  const payload = bits.slice(0, bits.lastIndexOf('1'))
  const tagged = `${payload.slice(0, flag)}${colourBits}${payload.slice(flag + 1)}1`
  const padded = tagged.padEnd(Math.ceil(tagged.length / 8) * 8, '0')
  return escapeNal(padded.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

/**
 * Writes BT.709 tags into the sequence parameter set of an `avcC` record (ISO/IEC 14496-15, §5.3.3). The encoder
 * leaves them out, and players that ignore the container's tags then guess BT.601 for small pictures.
 */
export function tagAvcConfig(record: Uint8Array): Uint8Array {
  const length = ((record[6] ?? 0) << 8) | (record[7] ?? 0)
  const sps = tagSps(record.subarray(8, 8 + length))
  const out = new Uint8Array(record.length - length + sps.length)
  out.set(record.subarray(0, 8))
  out[6] = sps.length >> 8
  out[7] = sps.length & 255
  out.set(sps, 8)
  out.set(record.subarray(8 + length), 8 + sps.length)
  return out
}
