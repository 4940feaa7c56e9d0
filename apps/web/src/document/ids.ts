const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A short random id that is unlikely to exist in the same document: `n_k3v9x2mt`. */
export function newId(prefix: 'n' | 'e'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return `${prefix}_${Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')}`
}
