import { z } from 'zod'

/**
 * The runner's word that a person allowed something: HMAC-SHA256 with the bridge key, as hex, over a kind and what is
 * allowed, parted by a line break. Who only may send commands cannot make one.
 */
export const Grant = z.string().regex(/^[0-9a-f]{64}$/)

/** What a grant is made over: `python` and the text's hash, or `scripts` and the sorted hashes of files. */
export const granted = {
  python: (sha256: string): string => `python\n${sha256}`,
  scripts: (hashes: readonly string[]): string => `scripts\n${hashes.toSorted().join(',')}`,
}
