import type { PlanRequest } from '@segue/api'
import type { RunPlan } from '@segue/protocol'
import type { Cache } from '../cache/cache.ts'
import { providerOf } from '../cache/closure.ts'
import type { Ahead } from '../plan/makeAhead.ts'
import { planGraph } from '../plan/planGraph.ts'
import { type PrepareTools, prepareRun } from './prepareRun.ts'

export interface PlanServiceOptions extends PrepareTools {
  cache: Cache
  ahead: Ahead
}

/**
 * Says for every node of a recipe whether it would run now, and why. Opens no application. Asked to look ahead, it
 * first makes the quick steps that would keep it from saying more, until `signal` aborts.
 */
export async function planRun(
  options: PlanServiceOptions,
  { ahead = false, ...request }: PlanRequest,
  signal?: AbortSignal,
): Promise<RunPlan> {
  const { cache } = options
  const { recipe, compiled, inputs, providers } = await prepareRun(options, request)
  const providerFor = (node: { lane: (typeof compiled.plan.nodes)[number]['lane'] }) =>
    providerOf(node.lane, providers)
  const { nodes } = await planGraph(compiled, inputs, {
    cache,
    recipeId: recipe.id,
    providerOf: providerFor,
    now: Date.now(),
    ...(ahead ? { make: options.ahead.begin(compiled, signal) } : {}),
  })
  return {
    nodes: compiled.plan.nodes.flatMap((node) => {
      const found = nodes.get(node.nodeId)
      if (!found) return []
      const { nodeId, name, type, lane } = node
      const { verdict, because, waitsFor } = found
      const lastMs = cache.last.get(recipe.id, nodeId)?.ms ?? null
      const provider = providerFor(node)
      return [
        {
          nodeId,
          name,
          type,
          verdict,
          because: because.slice(0, 300),
          waitsFor: [...waitsFor],
          lane,
          provider,
          lastMs,
        },
      ]
    }),
  }
}
