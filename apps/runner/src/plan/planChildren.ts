import type { Compiled, PlanNode } from '@segue/engine'
import type { ChildResult } from '@segue/nodes'
import { failureOf } from '@segue/protocol'
import type { Values } from '../host/hostTypes.ts'
import { type Foresight, type PlanTools, runs, settles } from './foresight.ts'
import { steered } from './planControl.ts'
import type { GraphForesight } from './planGraph.ts'

/** Looking into more steps than this takes longer than a person waits. */
const mostSteps = 2000

type PlanChild = (child: Compiled, inputs: Values, tools: PlanTools) => Promise<GraphForesight>

/** What a map or another recipe would do: how many of its items, or which of its steps, run. */
export async function planChildren(
  node: PlanNode,
  inputs: Values,
  { planChild, ...tools }: PlanTools & { planChild: PlanChild },
): Promise<Foresight> {
  const { child, control } = node
  const ahead = { use: tools.cache.use, now: tools.now }
  const { make: _, ...looking } = tools
  const inside = { ...looking, recipeId: null }
  try {
    const { items = [] } = await steered(node, inputs, ahead)
    if (!child || items.length * child.plan.nodes.length > mostSteps) return runs(counted(items.length))
    const plans: GraphForesight[] = []
    for (const item of items) plans.push(await planChild(child, item.inputs, inside))
    const working = plans.filter(({ nodes }) => nodes.values().some(({ works }) => works))
    if (working.length > 0)
      return runs(
        control === 'recipe' ? stepsOf(working[0]) : `${working.length} of ${counted(items.length)}`,
      )
    const results = plans.map(({ outputs }, item): ChildResult => {
      const name = items[item]?.name ?? ''
      return { name, status: 'succeeded', outputs: outputs ?? {}, failure: null }
    })
    const { outputs } = await steered(node, inputs, { ...ahead, children: results })
    const because = control === 'recipe' ? 'nothing inside changed' : `${counted(items.length)}, all kept`
    return settles('cached', because, outputs)
  } catch (error) {
    return runs(failureOf(error).message)
  }
}

const counted = (items: number): string => (items === 1 ? '1 item' : `${items.toLocaleString('en')} items`)

function stepsOf(plan: GraphForesight | undefined): string {
  const all = [...(plan?.nodes.values() ?? [])].filter(({ verdict }) => verdict !== 'off')
  const working = all.filter(({ works }) => works).length
  return `${working} of ${all.length === 1 ? '1 step' : `${all.length} steps`} inside`
}
