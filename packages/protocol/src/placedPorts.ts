import type { GraphNode } from './graph.ts'
import type { ControlKind, PortInfo } from './nodeType.ts'
import { PortType } from './port.ts'

/** The ports of a placed node, promoted params left out. */
export interface PlacedPorts {
  inputs: Record<string, PortInfo>
  outputs: Record<string, PortInfo>
}

type Placed = Pick<GraphNode, 'params' | 'body' | 'recipe'>

const input = (type: PortType, label: string, required: boolean): PortInfo => ({ type, label, required })
const output = (type: PortType, label: string): PortInfo => ({ type, label, required: false })
const maybe = (type: PortType, label: string): PortInfo => ({ ...output(type, label), optional: true })

const carried = ({ params }: Placed): PortType => PortType.safeParse(params.carries).data ?? 'json'

/** A list has no lists in it: what carries one is gathered as data. */
const listOf = (type: PortType): PortType => {
  const list = PortType.safeParse(`list<${type}>`)
  return list.success ? list.data : 'list<json>'
}

const many = (node: Placed, fallback: number): Record<string, PortInfo> => {
  const count = Math.min(16, Math.max(2, Math.floor(Number(node.params.inputs ?? fallback)) || fallback))
  const numbers = Array.from({ length: count }, (_, i) => i + 1)
  return Object.fromEntries(numbers.map((n) => [`in${n}`, input(carried(node), String(n), false)]))
}

/** Keys of the branches of a `flow.branch`, as far as they can be read. */
export function branchKeys(params: GraphNode['params']): string[] {
  const cases = Array.isArray(params.cases) ? params.cases : []
  const keys = cases.flatMap((one) =>
    typeof one === 'object' && one !== null && 'key' in one && typeof one.key === 'string' ? [one.key] : [],
  )
  return [...new Set(keys)].filter((key) => key !== 'else' && key !== '')
}

/** Body inputs that a map fills in by itself: the item's place, their number, and a range's ends. */
export const mapGiven = ['index', 'count', 'from', 'to'] as const

function mapPorts({ params, body }: Placed): PlacedPorts {
  const overRange = params.over === 'range'
  const each = typeof params.each === 'string' ? params.each : ''
  const given: readonly string[] = overRange ? mapGiven : mapGiven.slice(0, 2)
  const inputs = (body?.inputs ?? [])
    .filter(({ key }) => !given.includes(key))
    .map(({ key, label, type, required }): [string, PortInfo] =>
      key === each && !overRange
        ? [key, input(listOf(type), label, true)]
        : [key, input(type, label, required)],
    )
  const outputs = (body?.outputs ?? []).map(({ key, label, type }): [string, PortInfo] => [
    key,
    output(listOf(type), label),
  ])
  return {
    inputs: Object.fromEntries(inputs),
    outputs: { ...Object.fromEntries(outputs), report: output('json', 'Report') },
  }
}

const controlPorts: Record<ControlKind, (node: Placed) => PlacedPorts> = {
  branch: (node) => ({
    inputs: { value: input('json', 'Value', true), data: input(carried(node), 'Passed on', false) },
    outputs: Object.fromEntries(
      [...branchKeys(node.params), 'else'].map((key) => [key, maybe(carried(node), key)]),
    ),
  }),
  merge: (node) => ({ inputs: many(node, 2), outputs: { out: output(carried(node), 'Out') } }),
  collect: (node) => ({ inputs: many(node, 2), outputs: { list: output(listOf(carried(node)), 'List') } }),
  race: (node) => ({
    inputs: many(node, 2),
    outputs: { out: output(carried(node), 'Winner'), place: output('number', 'Which') },
  }),
  onFailure: (node) => ({
    inputs: {
      in: input(carried(node), 'Try', true),
      otherwise: input(carried(node), 'Otherwise', false),
    },
    outputs: { out: maybe(carried(node), 'Out'), failure: maybe('json', 'Failure') },
  }),
  wait: (node) => ({
    inputs: { in: input(carried(node), 'In', false) },
    outputs: { out: maybe(carried(node), 'Out'), event: maybe('event', 'Event') },
  }),
  approve: (node) => {
    const picks = node.params.mode === 'pick'
    return {
      inputs: {
        in: input(picks ? listOf(carried(node)) : carried(node), picks ? 'Choices' : 'Look at', true),
      },
      outputs: {
        approved: maybe(carried(node), picks ? 'Picked' : 'Approved'),
        rejected: maybe(picks ? listOf(carried(node)) : carried(node), 'Rejected'),
        answer: output('json', 'Answer'),
      },
    }
  },
  map: mapPorts,
  recipe: ({ recipe }) => ({
    inputs: Object.fromEntries(
      (recipe?.inputs ?? []).map(({ key, label, type, required }) => [key, input(type, label, required)]),
    ),
    // What comes from a branch that was not taken is not there.
    outputs: Object.fromEntries(
      (recipe?.outputs ?? []).map(({ key, label, type }) => [key, maybe(type, label)]),
    ),
  }),
}

/**
 * Input and output ports of a placed node. Most are those of its type; nodes that steer a run have ports that
 * follow their params, body or recipe. Promoted params come on top and are not listed here.
 */
export function portsOf(type: PlacedPorts & { control?: ControlKind | null }, node: Placed): PlacedPorts {
  return type.control ? controlPorts[type.control](node) : type
}
