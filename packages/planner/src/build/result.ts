import { validate } from '@segue/engine'
import {
  applyChanges,
  type Change,
  changesBetween,
  type Failure,
  type PlanFix,
  type PlanProblem,
  type Recipe,
} from '@segue/protocol'
import type { Tools } from './tools.ts'

/** What came of a text: changes, and what is still wrong with them. */
export interface Built {
  /** The least that makes the recipe the other. */
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
  const changes = changesBetween(options.recipe, bench.recipe)
  return {
    changes,
    after: applyChanges(options.recipe, changes),
    fixes: [...findings.fixes],
    problems: [...findings.problems],
    ...words,
  }
}
