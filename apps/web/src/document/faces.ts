import { type Body, type Edge, type Graph, GraphNode, NodeTypeInfo, own, type Recipe } from '@segue/protocol'

/** Stand for what is outside of a body: what comes in, what goes out. No node of a document can be called so. */
export const faceIds = { in: '$in', out: '$out' } as const

/** The port of a face that takes a wire of any kind and becomes a port of its own by it. */
export const newPort = '+'

const face = (id: string, title: string, summary: string): NodeTypeInfo =>
  NodeTypeInfo.parse({
    id,
    version: 1,
    title,
    summary,
    category: 'flow',
    keywords: [],
    params: { type: 'object', properties: {} },
    inputs: {},
    outputs: {},
    effects: [],
    repeatable: true,
    lane: 'local',
    control: 'recipe',
    passThrough: {},
    size: 'regular',
    inline: [],
  })

/** Node types of the two ends of a body: they are drawn and wired like nodes, and are none. */
export const faceTypes: readonly NodeTypeInfo[] = [
  face('face.in', 'Inputs', 'What comes into this body from outside.'),
  face('face.out', 'Outputs', 'What this body gives out.'),
]

export const isFaceType = (typeId: string): boolean => faceTypes.some(({ id }) => id === typeId)
export const isFace = (nodeId: string): boolean => nodeId === faceIds.in || nodeId === faceIds.out

/** What the canvas shows of a body: its graph between its two ends. */
export interface ShownGraph {
  graph: Graph
  layout: Recipe['layout']
}

const plain = (type: string, name: string) => GraphNode.parse({ type, version: 1, name })
const room = { left: 320, right: 400 }

function faceWires({ inputs, outputs, graph }: Body): Edge[] {
  const into = inputs.flatMap(({ key, to }) =>
    to.flatMap((target, index): Edge[] => {
      const { nodeId } = target
      const port = 'port' in target ? target.port : target.param
      if ('param' in target && !graph.nodes[nodeId]?.promoted.includes(port)) return []
      return [
        {
          id: `${faceIds.in} ${key} ${index}`,
          source: { nodeId: faceIds.in, port: key },
          target: { nodeId, port },
        },
      ]
    }),
  )
  const out = outputs.map(
    ({ key, from }): Edge => ({
      id: `${faceIds.out} ${key}`,
      source: from,
      target: { nodeId: faceIds.out, port: key },
    }),
  )
  return [...into, ...out]
}

/** A body with its two ends as nodes, and wires from and to them. A param without a port has no wire. */
export function withFaces(body: Body, layout: Recipe['layout']): ShownGraph {
  const { graph, inputs, outputs } = body
  const more = { key: newPort, label: 'New', type: 'json' as const, required: false }
  const use = { id: 'rcp_face', version: 1, name: 'Body' }
  const places = Object.keys(graph.nodes).map((id) => own(layout.nodes, id) ?? { x: 0, y: 0 })
  const xs = places.map(({ x }) => x)
  const y = places.length === 0 ? 0 : Math.min(...places.map((place) => place.y))
  const [left, right] = places.length === 0 ? [0, 240] : [Math.min(...xs), Math.max(...xs)]
  const optional = outputs.map(({ key, label, type }) => ({ key, label, type, required: false }))
  const comesIn: GraphNode = {
    ...plain('face.in', 'Inputs'),
    recipe: { ...use, inputs: [], outputs: [...inputs, more] },
  }
  const goesOut: GraphNode = {
    ...plain('face.out', 'Outputs'),
    recipe: { ...use, inputs: [...optional, more], outputs: [] },
  }
  return {
    graph: {
      nodes: { ...graph.nodes, [faceIds.in]: comesIn, [faceIds.out]: goesOut },
      edges: [...graph.edges, ...faceWires(body)],
    },
    layout: {
      ...layout,
      nodes: {
        ...layout.nodes,
        [faceIds.in]: { x: left - room.left, y },
        [faceIds.out]: { x: right + room.right, y },
      },
    },
  }
}
