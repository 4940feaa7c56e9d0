import {
  changesBetween,
  diffRecipes,
  diffSummary,
  type PlanProblem,
  type Proposal,
  type Recipe,
} from '@segue/protocol'
import type { Built } from '../build/result.ts'
import { partsOf } from '../parts/partsOf.ts'
import type { PlannerTypes } from '../types.ts'
import { type AppThere, badgesFor } from './badges.ts'

/** What of a proposal is told from what was built. */
export type ProposedChanges = Pick<
  Proposal,
  'changes' | 'parts' | 'diff' | 'summary' | 'fixes' | 'problems' | 'badges' | 'question' | 'note'
>

/** The one thing to ask the person when something could not be mended. */
function questionFor(
  asks: readonly string[],
  problems: readonly PlanProblem[],
  after: Recipe,
): string | null {
  const [asked] = asks
  if (asked !== undefined) return asked.slice(0, 1000)
  const [first] = problems
  if (!first) return null
  const name = first.nodeId === undefined ? undefined : after.graph.nodes[first.nodeId]?.name
  return `${name === undefined ? '' : `${name}: `}${first.message} What should be there instead?`.slice(
    0,
    1000,
  )
}

/**
 * What is shown of what was built: the least changes that make one recipe the other, in parts that can be left out,
 * and a summary that is told from them and never from what a model says of itself.
 */
export function proposalOf(
  base: Recipe,
  { after, fixes, problems, notes, asks }: Built,
  { types, apps }: { types: PlannerTypes; apps: readonly AppThere[] },
): ProposedChanges {
  const changes = changesBetween(base, after)
  const diff = diffRecipes(base, after)
  return {
    changes,
    parts: partsOf(base, changes),
    diff,
    summary: diffSummary(diff).slice(0, 1000),
    fixes,
    problems,
    badges: badgesFor({ before: base, after }, { types, apps, fixes }),
    question: questionFor(asks, problems, after),
    note: notes.join('\n').slice(0, 2000),
  }
}
