/**
 * Makes a curve move as a body would: it eases in over `attackSec` before each rise, so that the top stays on the
 * frame of the onset, and falls by `1/e` every `releaseSec`. `rate` is samples per second.
 */
export function ease(
  source: Float32Array<ArrayBuffer>,
  { rate, attackSec, releaseSec }: { rate: number; attackSec: number; releaseSec: number },
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(source.length)
  const fall = Math.exp(-1 / (rate * releaseSec))
  let held = 0
  for (let i = 0; i < source.length; i++) {
    held = Math.max(source[i] ?? 0, held * fall)
    out[i] = held
  }
  const reach = Math.floor(attackSec * rate)
  for (let i = 0; i < source.length; i++) {
    for (let ahead = 1; ahead <= reach; ahead++) {
      const lift = 0.5 + 0.5 * Math.cos((Math.PI * ahead) / (attackSec * rate))
      out[i] = Math.max(out[i] ?? 0, lift * (source[i + ahead] ?? 0))
    }
  }
  return out
}

/** Moving mean over the last `sec` seconds, shorter at the start. */
export function trailingMean(
  source: Float32Array<ArrayBuffer>,
  sec: number,
  rate: number,
): Float32Array<ArrayBuffer> {
  const width = Math.max(1, Math.round(sec * rate))
  const out = new Float32Array(source.length)
  let sum = 0
  for (let i = 0; i < source.length; i++) {
    sum += (source[i] ?? 0) - (i >= width ? (source[i - width] ?? 0) : 0)
    out[i] = sum / Math.min(i + 1, width)
  }
  return out
}

/** 0 before `from`, 1 after `to`, smooth between. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = to > from ? Math.min(1, Math.max(0, (x - from) / (to - from))) : x >= to ? 1 : 0
  return t * t * (3 - 2 * t)
}
