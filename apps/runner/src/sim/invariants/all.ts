import { accepted } from './accepted.ts'
import { cancelled } from './cancelled.ts'
import { effects } from './effects.ts'
import { ends } from './ends.ts'
import { epochs } from './epochs.ts'
import type { Invariant } from './invariant.ts'
import { lanes } from './lanes.ts'
import { standing } from './standing.ts'
import { surroundings } from './surroundings.ts'
import { transcripts } from './transcripts.ts'

/** Everything that holds after every step of every world. */
export const invariants: readonly Invariant[] = [
  accepted,
  standing,
  ends,
  effects,
  cancelled,
  transcripts,
  epochs,
  surroundings,
  lanes,
]

/** What watches the store from inside. */
export const triggers = [
  'CREATE TEMP TABLE broken (what TEXT NOT NULL);',
  'CREATE TEMP TABLE removed (id TEXT NOT NULL);',
  ...invariants.flatMap((one) => one.triggers ?? []),
].join('\n')
