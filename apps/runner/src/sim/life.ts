/** The life of one simulated process. */
export interface Life {
  readonly dead: boolean
  /** It passes a point at which processes are killed; true when it is dead by now. */
  passes(): boolean
  /** It dies at the n-th such point from now on. */
  dieAfter(points: number): void
  die(): void
}

/** A process that lives. What a dead one still does reaches nothing outside it. */
export function createLife(): Life {
  let left = Number.POSITIVE_INFINITY
  return {
    get dead() {
      return left <= 0
    },
    passes() {
      left -= 1
      return left <= 0
    },
    dieAfter(points) {
      left = Math.min(left, points)
    },
    die() {
      left = 0
    },
  }
}
