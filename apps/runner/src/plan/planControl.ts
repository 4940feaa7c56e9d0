import type { PlanNode } from '@segue/engine'
import { type ChildResult, type ControlResult, catalogue } from '@segue/nodes'
import { failureOf } from '@segue/protocol'
import type { LookAhead } from '../cache/closure.ts'
import type { Values } from '../host/hostTypes.ts'
import { expandList } from '../lanes/lists.ts'
import { type Foresight, runs, settles } from './foresight.ts'

/** What a node that steers a run answers to these values, without a run: it only looks at values. */
export async function steered(
  node: PlanNode,
  inputs: Values,
  { use, now, children }: { use: LookAhead; now: number; children?: readonly ChildResult[] },
): Promise<ControlResult> {
  const type = catalogue.get(node.type)
  if (!type?.control) throw new Error(`${node.type} steers no run`)
  const ports = node.ports ?? type
  const { each } = node.params
  const opened = { ...inputs }
  const list = typeof each === 'string' ? inputs[each] : undefined
  if (typeof each === 'string' && list !== undefined) opened[each] = await expandList(list, use)
  const promoted = Object.entries(inputs).filter(([key]) => !Object.hasOwn(ports.inputs, key))
  return type.run({
    params: type.params.parse({ ...node.params, ...Object.fromEntries(promoted) }),
    inputs: Object.fromEntries(Object.entries(opened).filter(([key]) => Object.hasOwn(ports.inputs, key))),
    given: children ? { children: true } : {},
    ports,
    feeders: node.feeders,
    now,
    children: async () => [...(children ?? [])],
    log: () => {},
  })
}

/** What a node that steers a run would do with these values. Maps and recipes have a file of their own. */
export async function planControl(
  node: PlanNode,
  inputs: Values,
  tools: { use: LookAhead; now: number },
): Promise<Foresight> {
  try {
    switch (node.control) {
      case 'approve':
        return runs('asks a person')
      case 'wait':
        return runs('holds this branch')
      case 'race':
        return runs('the first one wins')
      default: {
        const { outputs } = await steered(node, inputs, tools)
        return settles(
          'runs',
          node.control === 'branch' ? 'chooses the way' : 'brings branches together',
          outputs,
        )
      }
    }
  } catch (error) {
    return runs(failureOf(error).message)
  }
}
