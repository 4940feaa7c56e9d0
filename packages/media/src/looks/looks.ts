import { fail } from '@segue/protocol'
import { eclipse } from './eclipse/eclipse.ts'
import type { Look } from './look.ts'
import { ripple } from './ripple/ripple.ts'

/** Every look that Segue ships, by id. */
export const looks: ReadonlyMap<string, Look> = new Map([ripple, eclipse].map((look) => [look.id, look]))

/** The look of that id. Fails with `look.unknown`. */
export function lookOf(id: string): Look {
  const look = looks.get(id)
  if (look) return look
  throw fail({
    code: 'look.unknown',
    message: `There is no look called ${id}.`,
    hint: `Choose one of: ${[...looks.keys()].join(', ')}.`,
    kind: 'input',
  })
}
