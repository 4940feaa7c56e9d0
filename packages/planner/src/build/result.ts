import { validate } from '@segue/engine'
import type { Change, Failure, PlanFix, PlanProblem, Recipe } from '@segue/protocol'
import type { Tools } from './tools.ts'

/** What came of a text: changes, and what is still wrong with them. */
export interface Built {
  changes: Change[]
  /** The recipe with the changes. */
  after: Recipe
  fixes: PlanFix[]
  /** What could not be read or built, then what the validator says of the result and did not say of the recipe before. */
  problems: PlanProblem[]
  notes: string[]
  asks: string[]
}

const keyOf = ({ code, nodeId, port }: Failure): string => `${code} ${nodeId ?? ''} ${port ?? ''}`

/** Looks at the result with the one validator and puts everything together. */
export function finish(
  { bench, findings, options }: Tools,
  words: { notes: string[]; asks: string[] },
): Built {
  const look = options.versions ? { recipes: options.versions } : {}
  const before = new Set(validate(options.recipe, options.types, look).map(keyOf))
  const found = validate(bench.recipe, options.types, look).filter(
    (failure) => failure.severity !== 'warning' && !before.has(keyOf(failure)),
  )
  for (const { code, message, hint, nodeId, port } of found)
    findings.trouble({
      code,
      message,
      hint,
      ...(nodeId === undefined ? {} : { nodeId }),
      ...(port === undefined ? {} : { port }),
    })
  return {
    changes: merged(bench.changes),
    after: bench.recipe,
    fixes: [...findings.fixes],
    problems: [...findings.problems],
    ...words,
  }
}

/** Changes of which only the last counts stand once, at the end. */
function merged(changes: readonly Change[]): Change[] {
  const whole = new Set(['inputs.set', 'outputs.set'])
  return [
    ...changes.filter(({ type }) => !whole.has(type)),
    ...[...whole].flatMap((type) => changes.findLast((change) => change.type === type) ?? []),
  ]
}
