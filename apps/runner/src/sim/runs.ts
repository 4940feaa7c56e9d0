import { type Compiled, compile } from '@segue/engine'
import type { Prng } from '@segue/engine/sim/prng'
import { randomWorld, type World } from '@segue/engine/testing/world'
import type { GraphNode, Recipe } from '@segue/protocol'
import type { NewRun } from '../host/hostTypes.ts'
import { anySteps, momentStep, onceSteps, simTypes } from './types.ts'

/** A run that somebody will ask for. */
export interface SimRun {
  start: Omit<NewRun, 'createdAt'>
  compiled: Compiled
  world: World
  /** A part of its recipe, or with steps that may be skipped: it ends, but the reference executor cannot say how. */
  isFree: boolean
  state: 'planned' | 'asked' | 'accepted'
}

type Graph = Recipe['graph']

/** The same graph on other lanes: what is repeatable stays so, and every step has work of its own. */
function dress(graph: Graph, random: Prng, { moments, tag }: { moments: boolean; tag: string }): Graph {
  const typeOf = (node: GraphNode): string => {
    if (node.type === 'test.once') return random.pick(Object.values(onceSteps)) ?? node.type
    if (moments && random.next() < 0.2) return momentStep
    return random.pick(Object.values(anySteps)) ?? node.type
  }
  const nodes = Object.entries(graph.nodes).map(([id, node]): [string, GraphNode] => {
    if (node.body) {
      const inside = dress(node.body.graph, random, { moments, tag })
      return [id, { ...node, body: { ...node.body, graph: inside } }]
    }
    if (node.type !== 'test.once' && node.type !== 'test.any') return [id, node]
    const locks = random.next() < 0.2 ? ['desk'] : []
    const params = { tag: `${tag} ${id}` }
    return [id, { ...node, type: typeOf(node), params, policy: { ...node.policy, locks } }]
  })
  return { ...graph, nodes: Object.fromEntries(nodes) }
}

/** What hostile people bring along; the doors let it in, and it must stay what it is. */
const hostile = { constructor: { prototype: { polluted: 1 } }, toString: 'no function' }

/** One to three runs of one or two random recipes. `free`: also parts of recipes and steps that come too late. */
export function randomRuns(random: Prng, { free }: { free: boolean }): SimRun[] {
  const drawn = (tag: string) => {
    const world = randomWorld(random)
    const recipe = { ...world.recipe, graph: dress(world.recipe.graph, random, { moments: free, tag }) }
    const inner = world.recipes('rcp_in', 1)
    const inside = inner && {
      ...inner,
      graph: dress(inner.graph, random, { moments: false, tag: `${tag} inside` }),
    }
    return { world, recipe, recipes: () => inside }
  }
  const worlds = [drawn('one'), ...(random.next() < 0.2 ? [drawn('other')] : [])]
  const count = 1 + (random.next() < 0.5 ? random.below(3) : 0)
  return Array.from({ length: count }, (_, i): SimRun => {
    const { world, recipe, recipes } = random.pick(worlds) ?? drawn('one')
    const isPart = free && random.next() < 0.2
    const [to = ''] = Object.keys(recipe.graph.nodes).slice(-1)
    const part = isPart ? { to: [to] } : free && random.next() < 0.1 ? { fresh: 'all' as const } : {}
    const compiled = compile(recipe, simTypes, { recipes, ...part })
    const providers = { live: 'live', td: 'td', blender: 'blender' }
    return {
      start: {
        ...{ runId: `run_${i}`, recipeId: 'rcp_sim', recipeName: 'Sim', seed: `${random.below(1000)}` },
        ...{ compiled, providers, inputs: hostile, outFolder: '/nowhere', priority: random.below(5) - 2 },
      },
      compiled,
      world,
      isFree: isPart || free,
      state: 'planned',
    }
  })
}
