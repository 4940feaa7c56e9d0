const scratch = new DataView(new ArrayBuffer(4))

/** The nearest half-precision number, as its 16 bits (IEEE 754-2019, binary16); too large becomes infinite. */
export function halfOf(value: number): number {
  scratch.setFloat32(0, value)
  const bits = scratch.getUint32(0)
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 112
  const fraction = bits & 0x7fffff
  if (exponent === 0xff - 112) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200)
  if (exponent <= -11) return sign
  // below the smallest normal number the leading one is written out
  const whole = exponent > 0 ? (exponent << 23) | fraction : fraction | 0x800000
  const drop = exponent > 0 ? 13 : 14 - exponent
  const kept = whole >>> drop
  const rest = whole & ((1 << drop) - 1)
  const middle = 1 << (drop - 1)
  const up = rest > middle || (rest === middle && (kept & 1) === 1) ? 1 : 0
  return sign | Math.min(0x7c00, kept + up)
}

/** The number that 16 bits stand for. */
export function ofHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
