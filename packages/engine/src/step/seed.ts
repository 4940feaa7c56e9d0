/** FNV-1a with a final mix (murmur3's): 32 bits, the same for the same text, everywhere. */
function mixed(text: string, basis: number): number {
  let hash = basis
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A text as a fraction of 1. */
export const fraction = (text: string): number => mixed(text, 0x811c9dc5) / 2 ** 32

/** A seed for something that has a place inside something with a seed. */
export const seedOf = (seed: string, place: string): string =>
  [0x811c9dc5, 0x01234567]
    .map((basis) => mixed(`${seed}/${place}`, basis).toString(16).padStart(8, '0'))
    .join('')
