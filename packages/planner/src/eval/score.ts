import { validate } from '@segue/engine'
import { diffRecipes, Recipe } from '@segue/protocol'
import { buildCreate } from '../build/create.ts'
import type { Built } from '../build/result.ts'
import { buildEdit } from '../edit/buildEdit.ts'
import { parse } from '../language/parse.ts'
import type { BuildOptions, PlannerTypes } from '../types.ts'
import type { EvalCase } from './evalCase.ts'
import { f1, factsOf, holds, similarity } from './graphFacts.ts'

/** How good one answer is. Nothing here is a matter of taste. */
export interface Score {
  /** The recipe that came of it has no failure that it did not have before. */
  valid: boolean
  nodeF1: number
  edgeF1: number
  similarity: number
  /** All values that the sentence names stand where they belong. */
  wants: boolean
  /** Things of the recipe that were changed although no good answer changes them. */
  unrequested: number
  /** For what cannot be done: nothing was changed, and something was asked. */
  declined: boolean
}

export interface ScoreContext {
  types: PlannerTypes
  /** A starter recipe by its name. */
  starter(name: string): Recipe
}

const nothing = Recipe.parse({ schemaVersion: 1, id: 'rcp_eval', name: 'New recipe', graph: {} })

/** The recipe that a sentence starts from. */
export const baseOf = ({ base }: EvalCase, { starter }: ScoreContext): Recipe =>
  base === undefined ? nothing : starter(base)

/** Everything good that could come of a sentence. */
export function goldsOf(test: EvalCase, context: ScoreContext): Recipe[] {
  const recipe = baseOf(test, context)
  const options: BuildOptions = {
    recipe,
    types: context.types,
    promptId: 'ppl_gold',
    anchor: null,
    maxNodes: 200,
  }
  return [
    ...(test.gold ?? []).map((text) =>
      text.startsWith('=') ? context.starter(text.slice(1)) : buildCreate(parse(text), options).after,
    ),
    ...(test.edits ?? []).map((ops) => buildEdit(ops, options).after),
  ]
}

/** What is different about things that were there: removed, changed, or with another wire. */
function touched(base: Recipe, after: Recipe): string[] {
  const { nodes, edges, inputs, outputs, head } = diffRecipes(base, after)
  return [
    ...head.map(({ field }) => `head ${field}`),
    ...nodes.removed.map(({ nodeId }) => `− ${nodeId}`),
    ...nodes.changed.flatMap(({ nodeId, fields }) =>
      fields.map(({ field, after: now }) => `${nodeId} ${field} ${JSON.stringify(now)}`),
    ),
    ...edges.removed.map(({ edgeId }) => `− ${edgeId}`),
    ...[inputs, outputs].flatMap(({ removed, changed }) => [
      ...removed.map((key) => `− ${key}`),
      ...changed.flatMap(({ key, fields }) =>
        fields.map(({ field, after: now }) => `${key} ${field} ${JSON.stringify(now)}`),
      ),
    ]),
  ]
}

const failureKeys = (recipe: Recipe, types: PlannerTypes): Set<string> =>
  new Set(
    validate(recipe, types)
      .filter(({ severity }) => severity !== 'warning')
      .map(({ code, nodeId, port }) => `${code} ${nodeId} ${port}`),
  )

/** Scores one answer against all good ones; of several the nearest counts. */
export function score(
  test: EvalCase,
  built: Pick<Built, 'after' | 'changes' | 'asks'>,
  context: ScoreContext,
): Score {
  const base = baseOf(test, context)
  const before = failureKeys(base, context.types)
  const sound = [...failureKeys(built.after, context.types)].every((key) => before.has(key))
  const made = factsOf(built.after.graph)
  const golds = goldsOf(test, context)
  const facts = golds.map(({ graph }) => factsOf(graph))
  const best = (measure: (gold: (typeof facts)[number]) => number) => Math.max(0, ...facts.map(measure))
  const wished = golds.map((gold) => touched(base, gold))
  const own = base === nothing ? [] : touched(base, built.after)
  const unasked = wished.map((asked) => own.filter((one) => !asked.includes(one)).length)
  const edited = test.edits === undefined || wished.some((asked) => asked.every((one) => own.includes(one)))
  return {
    valid: sound && built.changes.length > 0,
    nodeF1: best((gold) => f1(made.nodes, gold.nodes)),
    edgeF1: best((gold) => f1(made.edges, gold.edges)),
    similarity: best((gold) => similarity(made, gold)),
    wants: edited && Object.entries(test.wants ?? {}).every(([key, value]) => holds(built.after, key, value)),
    unrequested: unasked.length === 0 ? own.length : Math.min(...unasked),
    declined: built.changes.length === 0 && built.asks.length > 0,
  }
}
