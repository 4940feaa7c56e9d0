import type { Compiled, PlanNode } from '@segue/engine'
import { own } from '@segue/protocol'
import type { Values } from '../host/hostTypes.ts'
import { type Foresight, off, type PlanTools, settles } from './foresight.ts'
import { planChildren } from './planChildren.ts'
import { planControl } from './planControl.ts'
import { planStep } from './planStep.ts'

/** What a compiled graph would do with these inputs. */
export interface GraphForesight {
  nodes: Map<string, Foresight>
  /** Null while nobody can say. */
  outputs: Values | null
}

/** Walks a compiled graph in order; what is known of a node feeds the keys of the next ones. Starts nothing. */
export async function planGraph(
  { plan }: Compiled,
  inputs: Values,
  tools: PlanTools,
): Promise<GraphForesight> {
  const nodes = new Map<string, Foresight>()
  const names = new Map(plan.nodes.map(({ nodeId, name }) => [nodeId, name]))
  for (const node of plan.nodes) nodes.set(node.nodeId, await planNode(node, { nodes, names, inputs, tools }))
  const outputs = plan.outputs.map(({ key, nodeId, port }) => [
    key,
    own(nodes.get(nodeId)?.outputs ?? {}, port),
  ])
  const known = plan.outputs.every(({ nodeId }) => (nodes.get(nodeId)?.outputs ?? null) !== null)
  return {
    nodes,
    outputs: known ? Object.fromEntries(outputs.filter(([, value]) => value !== undefined)) : null,
  }
}

interface Walk {
  nodes: ReadonlyMap<string, Foresight>
  names: ReadonlyMap<string, string>
  inputs: Values
  tools: PlanTools
}

/** Nodes that go on although some of what feeds them is skipped. */
const joins: ReadonlySet<string | null> = new Set(['merge', 'collect', 'race'])

async function planNode(node: PlanNode, walk: Walk): Promise<Foresight> {
  const { tools } = walk
  if (node.kind === 'muted') return off('switched off')
  if (node.kind === 'idle') return off('not needed')
  if (node.kind === 'frozen') return settles('frozen', 'keeps what is stored in it', node.frozen)
  if (node.kind === 'kept') return settles('kept', 'from the earlier run', node.frozen)
  const entries = node.upstream.map((entry) => ({ entry, state: stateOf(entry, walk) }))
  const counts = (entry: string) => node.control !== 'onFailure' || entry === node.feeders.in
  const gone = entries.filter(({ entry, state }) => state === 'off' && counts(entry)).map(nodeOf)
  const isFed = gone.length < entries.length || Object.values(node.inputs).some(({ from }) => from !== 'node')
  if (gone.length > 0 && !(isFed && joins.has(node.control)))
    return off(`${called(gone, walk)} ${gone.length === 1 ? 'gives' : 'give'} nothing`)
  const later = entries.filter(({ state }) => state === 'later').map(nodeOf)
  if (later.length > 0) {
    const verdict = node.kind === 'bypassed' ? 'bypassed' : 'waits'
    const because = `waits for ${called(later, walk)}`
    return {
      verdict,
      because,
      waitsFor: later,
      outputs: null,
      works: verdict === 'waits' && !joins.has(node.control),
    }
  }
  const inputs = inputsOf(node, walk)
  if (node.kind === 'bypassed')
    return settles('bypassed', 'passes its input on', pick(inputs, node.passThrough))
  if (node.control === 'map' || node.control === 'recipe')
    return planChildren(node, inputs, { ...tools, planChild: planGraph })
  if (node.control) return planControl(node, inputs, { use: tools.cache.use, now: tools.now })
  return planStep({ node, inputs, provider: tools.providerOf(node) }, tools)
}

const nodeOf = ({ entry }: { entry: string }): string => entry.split(':', 1)[0] ?? entry

const called = (ids: readonly string[], { names }: Walk): string =>
  [...new Set(ids)]
    .map((id) => names.get(id) ?? id)
    .join(', ')
    .slice(0, 200)

/** Whether what an entry of `upstream` names will be there: it is, never will be, or will be later. */
function stateOf(entry: string, { nodes }: Walk): 'there' | 'off' | 'later' {
  const [nodeId = '', port] = entry.split(':')
  const found = nodes.get(nodeId)
  if (!found || found.verdict === 'off') return 'off'
  if (found.outputs === null) return 'later'
  return port !== undefined && own(found.outputs, port) === undefined ? 'off' : 'there'
}

function inputsOf(node: PlanNode, { nodes, inputs }: Walk): Values {
  const entries = Object.entries(node.inputs).flatMap(([port, source]) => {
    const value =
      source.from === 'value'
        ? source.value
        : source.from === 'input'
          ? (own(inputs, source.key) ?? source.otherwise)
          : own(nodes.get(source.nodeId)?.outputs ?? {}, source.port)
    return value === undefined ? [] : [[port, value] as const]
  })
  return Object.fromEntries(entries)
}

const pick = (values: Values, by: Record<string, string>): Values =>
  Object.fromEntries(
    Object.entries(by).flatMap(([to, from]) => {
      const value = values[from]
      return value === undefined ? [] : [[to, value] as const]
    }),
  )
