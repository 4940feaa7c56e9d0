/** A result or a part that may go. */
export interface Candidate {
  key: string
  bytes: number
  /** What it took to make it. */
  ms: number
  usedAt: number
}

const hourMs = 3_600_000

/** How little it would hurt: large, quick to make again, long not used. */
const worth = ({ bytes, ms, usedAt }: Candidate, now: number): number =>
  (bytes / (ms + 1)) * (1 + Math.max(0, now - usedAt) / hourMs)

/**
 * Which of them go, so that at least `tooMuch` bytes come free; fewer when there are not enough. What is large and
 * cheap to make again goes first. `freed` says what is freed when one more goes, after those before it.
 */
export function victims<C extends Candidate>(
  candidates: readonly C[],
  { tooMuch, now, freed }: { tooMuch: number; now: number; freed: (candidate: C) => number },
): C[] {
  const chosen: C[] = []
  let free = 0
  for (const one of candidates.toSorted((a, b) => worth(b, now) - worth(a, now))) {
    if (free >= tooMuch) break
    free += freed(one)
    chosen.push(one)
  }
  return chosen
}
