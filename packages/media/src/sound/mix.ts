import type { Planes } from './facts.ts'

/**
 * Brings sound to a number of channels. Surround goes to stereo with centre and sides at −3 dB (ITU-R BS.775,
 * order L R C LFE Ls Rs …, LFE left out), all of it lowered so that nothing can clip; anything goes to mono as the mean
 * of its stereo.
 */
export function mix(block: Planes, channels: number): Planes {
  if (block.length === channels) return block
  const [first, second] = block
  if (first === undefined) return block
  if (channels === 1) {
    const [left, right] = mix(block, 2)
    return [first.map((_, i) => ((left?.[i] ?? 0) + (right?.[i] ?? 0)) / 2)]
  }
  if (channels !== 2 || second === undefined) {
    return Array.from({ length: channels }, (_, c) => block[Math.min(c, block.length - 1)] ?? first)
  }
  const centre = block.length === 3 || block.length >= 5 ? block[2] : undefined
  const sides = block.length === 4 ? block.slice(2) : block.length === 5 ? block.slice(3) : block.slice(4)
  const gain = 1 / (1 + Math.SQRT1_2 * ((centre ? 1 : 0) + Math.ceil(sides.length / 2)))
  const side = (front: Float32Array, odd: number) =>
    front.map((sample, i) => {
      let sum = sample + Math.SQRT1_2 * (centre?.[i] ?? 0)
      for (let s = odd; s < sides.length; s += 2) sum += Math.SQRT1_2 * (sides[s]?.[i] ?? 0)
      return sum * gain
    })
  return [side(first, 0), side(second, 1)]
}
