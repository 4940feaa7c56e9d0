import { catalogue } from '@segue/nodes'
import { compatibility, type Edge, type GraphNode, Recipe } from '@segue/protocol'
import fc from 'fast-check'
import type { PlannerType } from '../types.ts'

/** Node types that graphs of tests are made of: no bodies, no recipes, nothing that needs a param. */
const plainTypes = [...catalogue.values()].filter(
  (type): type is PlannerType & typeof type => !type.control && type.params.safeParse({}).success,
)

/** Texts that look like the language, like secrets of it, or like nothing on earth. */
const anyText = fc.oneof(
  fc.string({ maxLength: 30, unit: 'grapheme' }),
  fc.constantFrom(
    'a = b.c()',
    '"quoted"',
    '}',
    '# no comment',
    'line\nbreak',
    '\\',
    'note x',
    '@key',
    '$id.port',
    '\u202e',
  ),
)

interface Seed {
  picks: number[]
  wires: number[]
  titles: string[]
  values: { param: number; text: string; number: number; on: boolean }[]
}

const seeds: fc.Arbitrary<Seed> = fc.record({
  picks: fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 8 }),
  wires: fc.array(fc.nat({ max: 10_000 }), { maxLength: 12 }),
  titles: fc.array(anyText, { minLength: 8, maxLength: 8 }),
  values: fc.array(
    fc.record({
      param: fc.nat({ max: 50 }),
      text: anyText,
      number: fc.integer({ min: -5, max: 500 }),
      on: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
})

/** Params of a type that take one of these values, by chance. */
function paramsOf(type: PlannerType, value: Seed['values'][number] | undefined): GraphNode['params'] {
  const names = Object.keys(type.params.shape)
  const param = value && names[value.param % Math.max(1, names.length)]
  if (value === undefined || param === undefined) return {}
  for (const candidate of [value.text, value.number, value.on])
    if (type.params.safeParse({ [param]: candidate }).success) return { [param]: candidate }
  return {}
}

/** A graph whose wires all fit and lead forward. Required inputs may be open, as they are while somebody draws. */
function grow({ picks, wires, titles, values }: Seed): Recipe {
  const types = picks.flatMap((pick) => plainTypes[pick % plainTypes.length] ?? [])
  const nodes = types.map((type, i): [string, GraphNode] => [
    `n${i}`,
    nodeOf({ type, name: (titles[i] ?? '').trim() || type.title, params: paramsOf(type, values[i]) }),
  ])
  const edges: Edge[] = []
  for (const [i, wire] of wires.entries()) {
    const from = wire % types.length
    const to = from + 1 + (Math.floor(wire / 7) % Math.max(1, types.length - from - 1))
    const [source, target] = [types[from], types[to]]
    if (!source || !target) continue
    for (const [port, output] of Object.entries(source.outputs)) {
      const free = Object.entries(target.inputs).find(
        ([input, { type }]) =>
          compatibility(output.type, type).ok &&
          !edges.some((edge) => edge.target.nodeId === `n${to}` && edge.target.port === input),
      )
      if (!free) continue
      edges.push({
        id: `e${i}`,
        source: { nodeId: `n${from}`, port },
        target: { nodeId: `n${to}`, port: free[0] },
      })
      break
    }
  }
  return Recipe.parse({
    ...{ schemaVersion: 1, id: 'rcp_any', name: 'Any', graph: { nodes: Object.fromEntries(nodes), edges } },
    layout: { nodes: Object.fromEntries(nodes.map(([id], i) => [id, { x: i * 37, y: i * 11 }])) },
  })
}

const nodeOf = ({
  type,
  name,
  params,
}: {
  type: PlannerType
  name: string
  params: GraphNode['params']
}): GraphNode => ({
  ...{
    type: type.id,
    version: type.version,
    name: name.replaceAll(/\s+/g, ' ').slice(0, 60),
    params,
    promoted: [],
  },
  mode: 'active',
  policy: {
    retry: { attempts: 3, backoffMs: 1000, factor: 2, maxBackoffMs: 60_000, jitter: 0.5, retryIf: [] },
    timeoutMs: null,
    onFailure: 'stop',
    machine: null,
    locks: [],
  },
  origin: { by: 'person' },
})

/** Graphs as people draw them, whole or half done. */
export const anyRecipe: fc.Arbitrary<Recipe> = seeds.map(grow)
