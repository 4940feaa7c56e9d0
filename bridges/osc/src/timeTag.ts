import type { TimeTag } from './packet.ts'

/** Seconds from 1900, where NTP begins, to 1970. */
const epochGap = 2_208_988_800

/** The moment "at once". */
export const immediately: TimeTag = 1n

/** A moment in seconds since 1970 as NTP tells it; null means at once. */
export function toTimeTag(seconds: number | null): TimeTag {
  if (seconds === null) return immediately
  const whole = Math.floor(seconds)
  const fraction = Math.round((seconds - whole) * 2 ** 32)
  return (BigInt(whole + epochGap) << 32n) + BigInt(fraction)
}

/** Seconds since 1970, to a microsecond; null means at once. */
export function fromTimeTag(tag: TimeTag): number | null {
  if (tag === immediately) return null
  return Number(tag >> 32n) - epochGap + Number(tag & 0xffffffffn) / 2 ** 32
}
