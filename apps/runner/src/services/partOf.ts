import type { RunTarget } from '@segue/api'
import type { Compiled, CompileOptions, PlanNode } from '@segue/engine'
import { fail, type Recipe, type RunView } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { filesOf } from '../cache/files.ts'
import type { Values } from '../host/hostTypes.ts'

/** A part of a recipe, in the compiler's words. */
export interface Part {
  options: CompileOptions
  /** Inputs of the run that it goes on from. */
  inputs: Values
  /** Fails with `run.part_unknown` when something outside the part would have to run. */
  check(compiled: Compiled): void
}

export interface PartTools {
  artifacts: Pick<ArtifactStore, 'path' | 'lacks'>
  view(runId: string): RunView
  compiled(runId: string): Compiled
}

/**
 * Works out which nodes of a recipe a target means, and what the others give. Fails with `run.nothing_failed` and
 * `run.other_recipe`.
 */
export async function partOf(tools: PartTools, recipe: Recipe, target: RunTarget): Promise<Part> {
  if (target.part === 'to') return { options: { to: target.nodeIds }, inputs: {}, check: () => {} }
  if (target.part === 'fresh') return { options: { fresh: 'all' }, inputs: {}, check: () => {} }
  const { head, steps } = tools.view(target.runId)
  if (head.recipeId !== recipe.id || head.parent !== null)
    throw fail({
      code: 'run.other_recipe',
      message: `That is no run of “${recipe.name}”.`,
      hint: 'Name a run of the same recipe; for an item of a map, the run that it belongs to.',
      kind: 'input',
    })
  const before = tools.compiled(target.runId).plan.nodes
  const lost = losersOf(before, steps)
  const failed = steps.filter(
    ({ nodeId, status }) => status !== 'succeeded' && status !== 'skipped' && !lost.has(nodeId),
  )
  const first =
    target.part === 'from'
      ? [target.nodeId]
      : failed.map(({ nodeId }) => nodeId).filter((nodeId) => Object.hasOwn(recipe.graph.nodes, nodeId))
  if (first.length === 0)
    throw fail({
      code: 'run.nothing_failed',
      message: 'Nothing failed in that run that is still in the recipe.',
      hint: 'Run the whole recipe, or from one of its nodes.',
      kind: 'input',
    })
  const part = behind(recipe, first)
  const kept: Record<string, Values> = {}
  for (const { nodeId, status, outputs } of steps)
    if (status === 'succeeded' && !part.has(nodeId) && (await areThere(tools, outputs)))
      kept[nodeId] = outputs
  // What was skipped on its own will be again, for its branch was not taken; what lost a race will lose it again.
  const ran = new Set(before.filter(({ kind }) => kind === 'action').map(({ nodeId }) => nodeId))
  const skipped = new Set(
    steps.filter(({ nodeId, status }) => status === 'skipped' && ran.has(nodeId)).map(({ nodeId }) => nodeId),
  )
  const own = target.part === 'from' ? { fresh: first, edits: { [target.nodeId]: target.edits } } : {}
  return {
    options: { to: [...part], kept, ...own },
    inputs: head.inputs,
    check({ plan }) {
      const unknown = plan.nodes.find(
        ({ nodeId, kind }) =>
          kind === 'action' && !part.has(nodeId) && !skipped.has(nodeId) && !lost.has(nodeId),
      )
      if (!unknown) return
      throw fail({
        code: 'run.part_unknown',
        message: `“${unknown.name}” has no result in that run any more, and what you asked for needs it.`,
        hint: `Run from “${unknown.name}”, or run the whole recipe.`,
        kind: 'input',
        nodeId: unknown.nodeId,
      })
    },
  }
}

/** Nodes that were stopped because another branch had won their race. */
function losersOf(nodes: readonly PlanNode[], steps: RunView['steps']): ReadonlySet<string> {
  const ended = new Map(steps.map(({ nodeId, status }) => [nodeId, status]))
  return new Set(
    nodes
      .filter(({ nodeId, control }) => control === 'race' && ended.get(nodeId) === 'succeeded')
      .flatMap(({ rivals }) => Object.values(rivals).flat())
      .filter((nodeId) => ended.get(nodeId) === 'cancelled'),
  )
}

/** These nodes and all that depend on them. */
function behind({ graph }: Recipe, nodeIds: readonly string[]): ReadonlySet<string> {
  const found = new Set(nodeIds)
  for (const nodeId of found)
    for (const { source, target } of graph.edges) if (source.nodeId === nodeId) found.add(target.nodeId)
  return found
}

async function areThere({ artifacts }: PartTools, outputs: Values): Promise<boolean> {
  try {
    const files = await filesOf(outputs, artifacts)
    return artifacts.lacks([...files.keys()]) === 0
  } catch {
    return false
  }
}
