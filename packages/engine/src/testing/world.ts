import type { GraphNode, NodePolicy, Recipe } from '@segue/protocol'
import type { RecipeLookup } from '../compile/options.ts'
import type { Prng } from '../sim/prng.ts'
import type { Children } from '../types.ts'
import { recipeOf } from './recipe.ts'

/** The run of a simulated world. */
export const run = 'run_sim'

/** How one attempt ends. `slow` never ends by itself: its time limit does. */
export type Ending = 'ok' | 'transient' | 'permanent' | 'slow'

/** A recipe and what will happen in it. Steps inside others are named by their path: `n3/0/n3in`. */
export interface World {
  recipe: Recipe
  recipes: RecipeLookup
  /** How each attempt of each working step ends that is not lost. */
  endings: Record<string, Ending[]>
  /** Output ports with a value, of nodes that choose. */
  ports: Record<string, string[]>
  /** How many child runs a node has, and what they mean for it. */
  children: Record<string, Children>
}

type Nodes = Parameters<typeof recipeOf>[0]
type NodeInit = Nodes[string]

const chance = (random: Prng, part: number) => random.next() < part

function endingsOf(random: Prng, trouble: number): Ending[] {
  const endings: Ending[] = []
  while (chance(random, trouble) && endings.length < 4) {
    const ending = random.pick<Ending>(['transient', 'transient', 'permanent', 'slow']) ?? 'ok'
    endings.push(ending)
  }
  return [...endings, 'ok']
}

/** Output ports that others may read, by node type; what is not here has `out`. */
const outputsOf: Record<string, readonly string[]> = {
  'flow.branch': ['left', 'else'],
  'flow.onFailure': ['out', 'failure'],
  'flow.approve': ['approved', 'rejected'],
  'flow.map': ['report'],
  'flow.recipe': ['y'],
}

/** Input ports of nodes that steer; the first one must be fed where `needs` says so. */
const inputsOf: Record<string, { ports: readonly string[]; needs: boolean }> = {
  'flow.branch': { ports: ['value'], needs: true },
  'flow.merge': { ports: ['in1', 'in2'], needs: true },
  'flow.race': { ports: ['in1', 'in2'], needs: true },
  'flow.onFailure': { ports: ['in', 'otherwise'], needs: true },
  'flow.wait': { ports: ['in'], needs: false },
  'flow.approve': { ports: ['in'], needs: true },
  'flow.map': { ports: ['x'], needs: false },
  'flow.recipe': { ports: ['x'], needs: false },
}
const steering = Object.keys(inputsOf)

const face = { key: 'x', label: 'X', type: 'json' as const, required: false }
const inner = (id: string) => ({ nodes: { [id]: { type: 'test.any', version: 1, name: 'IN' } }, edges: [] })

/** What makes a steering node whole. */
function partsOf(random: Prng, type: string, id: string): Partial<NodeInit> {
  const params: GraphNode['params'] = { carries: 'json' }
  if (type === 'flow.branch') return { params: { ...params, cases: [{ key: 'left' }] } }
  if (type === 'flow.map') {
    const body = {
      inputs: [{ ...face, to: [{ nodeId: `${id}in`, port: 'in0' }] }],
      outputs: [],
      graph: inner(`${id}in`),
    }
    return { params: { ...params, over: 'range' }, body }
  }
  if (type !== 'flow.recipe') return { params }
  const outputs = [{ key: 'y', label: 'Y', type: 'json' as const }]
  return {
    params,
    recipe: { id: 'rcp_in', version: 1 + random.below(2), name: 'In', inputs: [face], outputs },
  }
}

const portsOf = (random: Prng, type: string): string[] | null => {
  if (type === 'flow.branch') return [random.pick(['left', 'else']) ?? 'else']
  if (type === 'flow.approve') return [random.pick(['approved', 'rejected']) ?? 'approved', 'answer']
  if (type === 'flow.recipe') return ['y']
  return type === 'flow.wait' ? ['out'] : null
}

/** A random acyclic graph of up to ten nodes of all types, modes, policies and fates. */
export function randomWorld(random: Prng): World {
  const count = 1 + random.below(10)
  const trouble = random.pick([0, 0.1, 0.4]) ?? 0
  const policies: NodePolicy['onFailure'][] =
    random.pick([['stop'], ['continue', 'ignore'], ['stop', 'continue', 'ignore']]) ?? []
  const world: Omit<World, 'recipe' | 'recipes'> = { endings: {}, ports: {}, children: {} }
  const nodes: Nodes = {}
  const readable: { id: string; type: string }[] = []
  const source = (): string => {
    const { id, type } = random.pick(readable) ?? { id: '', type: '' }
    return `${id}.${random.pick(outputsOf[type] ?? ['out'])}`
  }
  const policyOf = (endings: readonly Ending[]) => ({
    onFailure: random.pick(policies) ?? ('stop' as const),
    timeoutMs: endings.includes('slow') ? 5000 : null,
    retry: { attempts: 1 + random.below(3), backoffMs: random.pick([0, 1000]) ?? 0 },
  })
  const steer = (id: string): NodeInit => {
    const type = random.pick(steering) ?? ''
    const { ports, needs } = inputsOf[type] ?? { ports: [], needs: false }
    const fed = ports.filter((_, place) => (needs && place === 0) || chance(random, 0.6))
    const carried = portsOf(random, type)
    if (carried) world.ports[id] = carried
    if (type === 'flow.map' || type === 'flow.recipe') {
      const items = type === 'flow.map' ? random.below(4) : 1
      const onFailure =
        type === 'flow.map' ? (random.pick(['stop', 'finish', 'keep'] as const) ?? 'stop') : 'finish'
      world.children[id] = { count: items, concurrency: 1 + random.below(2), onFailure }
      for (let item = 0; item < items; item++)
        world.endings[`${id}/${item}/${type === 'flow.map' ? `${id}in` : 'in'}`] = endingsOf(
          random,
          trouble / 2,
        ).map((ending) => (ending === 'slow' ? 'permanent' : ending))
    }
    const from = Object.fromEntries(fed.map((port) => [port, source()]))
    return { type, from, policy: policyOf([]), ...partsOf(random, type, id) }
  }
  const work = (id: string): NodeInit => {
    const fed = readable.length === 0 ? 0 : random.below(4)
    const from = Object.fromEntries(Array.from({ length: fed }, (_, port) => [`in${port}`, source()]))
    const once = chance(random, 0.2)
    const unusual = random.pick(['muted', 'frozen', 'bypassed'] as const)
    const usual = !chance(random, 0.15) || (unusual === 'bypassed' && (once || fed === 0))
    world.endings[id] = endingsOf(random, trouble)
    return {
      type: once ? 'test.once' : 'test.any',
      from,
      ...(usual || !unusual ? {} : { mode: unusual }),
      ...(!usual && unusual === 'frozen' ? { frozen: { outputs: { out: 1 } } } : {}),
      policy: policyOf(world.endings[id]),
    }
  }
  for (let i = 0; i < count; i++) {
    const id = `n${i}`
    const node = readable.length > 0 && chance(random, 0.4) ? steer(id) : work(id)
    nodes[id] = node
    readable.push({ id, type: node.type ?? '' })
  }
  const to = [{ nodeId: 'in', port: 'in0' }]
  const inside = recipeOf(
    { in: { type: 'test.any' } },
    {
      inputs: [{ key: 'x', label: 'X', type: 'json', to }],
      outputs: [{ key: 'y', from: { nodeId: 'in', port: 'out' } }],
    },
  )
  return { ...world, recipe: recipeOf(nodes), recipes: () => inside }
}
