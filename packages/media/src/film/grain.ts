/** Moving film grain: fixed-point luma offsets that differ in every frame. */
export interface Grain {
  /** Moves on to a frame; the same frame always gets the same grain. */
  frame(index: number): void
  /** Where in the noise row `y` of this frame starts. */
  row(y: number): number
  /** The offset, 16.16 fixed-point, for luma 0–219 given as 16.16 fixed-point. */
  at(place: number, luma: number): number
}

const size = 1 << 16
const mask = size - 1

/** Scrambles an integer; the finaliser of MurmurHash3. */
function scramble(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * Grain of `strength` (0.04 = 4 % of the range at mid grey, triangular). Darks get a sixth of it, which is still
 * more than one code value and so hides banding; pure black stays nearly black. `null` when the strength is 0.
 */
export function createGrain(strength: number): Grain | null {
  if (strength <= 0) return null
  const noise = new Int8Array(size)
  for (let i = 0; i < size; i++)
    noise[i] = Math.round((scramble(i * 2) / 2 ** 32 + scramble(i * 2 + 1) / 2 ** 32 - 1) * 127)
  const gain = new Int32Array(220)
  for (let luma = 0; luma < 220; luma++) {
    const level = luma / 219
    const shape = 1 / 6 + (5 / 6) * Math.min(1, level * 2, (1 - level) * 4)
    gain[luma] = Math.round((strength * 219 * shape * 65536) / 127)
  }
  let current = 0
  return {
    frame: (index) => {
      current = index
    },
    row: (y) => scramble(current * 65_537 + y),
    at: (place, luma) => Math.imul(noise[place & mask] ?? 0, gain[luma >> 16] ?? 0),
  }
}
