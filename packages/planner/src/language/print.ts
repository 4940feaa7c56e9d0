import type { Edge, Graph, GraphNode, InputTarget, Recipe } from '@segue/protocol'
import type { Json } from '../types.ts'

/** How a graph is put into words. */
export interface PrintOptions {
  /** Nodes stand with `$id`, as what is in a recipe already; else under a name, as what could be made anew. */
  existing?: boolean
  /** Only these nodes, and the wires between and into them. */
  only?: ReadonlySet<string>
  /** Texts longer than this are cut, for reading only; whole when left out. */
  longestText?: number
}

const reserved = new Set(['true', 'false', 'null'])

/** Names for the ids of nodes, each once. */
function namesOf(graph: Graph, taken: Map<string, string> = new Map()): Map<string, string> {
  const used = new Set(taken.values())
  for (const [id, node] of Object.entries(graph.nodes)) {
    const plain = id.replaceAll(/[^\w-]/g, '_')
    let name = /^[A-Za-z_]/.test(plain) && !reserved.has(plain) ? plain : `n_${plain}`
    while (used.has(name)) name += '_'
    used.add(name)
    taken.set(id, name)
    if (node.body) namesOf(node.body.graph, taken)
  }
  return taken
}

/** A value as JSON; a secret by its name only, and for reading only a file by its name. */
function valueText(value: Json, longest: number): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { secret, artifactId, name } = value
    if (typeof secret === 'string' && Object.keys(value).length === 1) return JSON.stringify(`cred:${secret}`)
    if (longest < Number.POSITIVE_INFINITY && typeof artifactId === 'string' && typeof name === 'string')
      return JSON.stringify(`(file ${name.slice(0, longest)})`)
  }
  const text = JSON.stringify(value)
  if (text.length <= longest) return text
  return JSON.stringify(`${text.slice(0, longest)}… (cut)`)
}

interface Inside {
  inputs: readonly { key: string; to: readonly InputTarget[] }[]
  outputs: readonly { key: string; label?: string | undefined; from: Edge['source'] }[]
  graph: Graph
}

const quoted = (text: string | undefined): string => (text ? ` ${JSON.stringify(text)}` : '')

/** Prints a recipe in the language that `parse` reads: nodes, params, wires, bodies, inputs and outputs. */
export function printRecipe(recipe: Recipe, options: PrintOptions = {}): string {
  const { only, longestText = Number.POSITIVE_INFINITY } = options
  const names = namesOf(recipe.graph)
  const shown = (id: string) => (options.existing ? `$${id}` : (names.get(id) ?? id))
  const ref = ({ nodeId, port }: Edge['source']) => `${shown(nodeId)}.${port}`

  const nodeLines = (id: string, node: GraphNode, fed: Map<string, string>, indent: string): string[] => {
    // What feeds a param wins over what it holds; only who writes the graph down whole needs both.
    const whole = longestText === Number.POSITIVE_INFINITY
    const params = Object.entries(node.params).filter(([key]) => whole || !fed.has(key))
    const args = [
      ...[...fed].map(([key, from]) => `${key}=${from}`),
      ...params.map(([key, value]) => `${key}=${valueText(value, longestText)}`),
    ]
    const mode = node.mode === 'active' ? '' : ` # ${node.mode}`
    const head = `${indent}${shown(id)} = ${node.type}(${args.join(', ')})${quoted(node.name)}`
    if (!node.body) return [`${head}${mode}`]
    return [
      `${head} {${mode}`,
      ...faceLines(node, indent),
      ...graphLines(node.body, `${indent}  `),
      `${indent}}`,
    ]
  }
  const faceLines = ({ body }: GraphNode, indent: string): string[] =>
    (body?.inputs ?? []).map(
      ({ key, type, required, label }) =>
        `${indent}  input ${key}: ${type}${required ? '!' : ''}${quoted(label)}`,
    )
  const graphLines = ({ inputs, outputs, graph }: Inside, indent: string): string[] => {
    const feeds = new Map<string, Map<string, string>>()
    const feed = (nodeId: string, port: string, from: string) => {
      const ports = feeds.get(nodeId) ?? new Map<string, string>()
      feeds.set(nodeId, ports.set(port, from))
    }
    for (const { source, target } of graph.edges) feed(target.nodeId, target.port, ref(source))
    for (const { key, to } of inputs)
      for (const target of to) feed(target.nodeId, 'port' in target ? target.port : target.param, `@${key}`)
    return [
      ...inOrder(graph)
        .filter(([id]) => only === undefined || only.has(id))
        .flatMap(([id, node]) => nodeLines(id, node, feeds.get(id) ?? new Map(), indent)),
      ...outputs.map(({ key, label, from }) => `${indent}output ${key} = ${ref(from)}${quoted(label)}`),
    ]
  }
  const outer = recipe.inputs.map(({ key, type, required, default: value, limits, label }) => {
    const fallback = value === undefined ? '' : ` = ${valueText(value, longestText)}`
    const limit = limits === undefined ? '' : ` limits ${JSON.stringify(limits)}`
    return `input ${key}: ${type}${required ? '!' : ''}${fallback}${limit}${quoted(label)}`
  })
  return [...outer, ...graphLines(recipe, '')].join('\n')
}

/** Nodes so that what feeds others comes first, as far as it can; else in their own order. */
function inOrder({ nodes, edges }: Graph): [string, GraphNode][] {
  const into = Map.groupBy(edges, ({ target }) => target.nodeId)
  const done = new Set<string>()
  const order: [string, GraphNode][] = []
  const visit = (start: string) => {
    const stack = [{ id: start, entered: false }]
    for (let at = stack.pop(); at; at = stack.pop()) {
      const { id, entered } = at
      const node = nodes[id]
      if (!node || (done.has(id) && !entered)) continue
      if (entered) {
        order.push([id, node])
        continue
      }
      done.add(id)
      stack.push({ id, entered: true })
      for (const { source } of (into.get(id) ?? []).toReversed())
        if (!done.has(source.nodeId)) stack.push({ id: source.nodeId, entered: false })
    }
  }
  for (const id of Object.keys(nodes)) visit(id)
  return order
}
