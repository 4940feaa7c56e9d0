import type { SimWorld } from '../simWorld.ts'

/** Something that always holds, under its name in the catalogue of promises. */
export interface Invariant {
  /** `I3`, or a word for what the catalogue does not number. */
  name: string
  /** SQL for triggers that write what must never be written into `broken (what)`, in the transaction that does it. */
  triggers?: string
  /** Looks at a world after every step; throws at the first thing that must never be. */
  look?(world: SimWorld): void
  /** Looks when nothing is under way and only time would go on. */
  rest?(world: SimWorld): void
}

/** A trigger that notes something in `broken`, once for each row. */
export const never = (name: string, { on, when, what }: { on: string; when: string; what: string }): string =>
  `CREATE TEMP TRIGGER ${name} ${on} WHEN ${when} BEGIN INSERT INTO broken VALUES (${what}); END;`

/** The runs that are over. */
export const over = "('succeeded', 'failed', 'cancelled')"

export const fails = (what: string): never => {
  throw new Error(what)
}
