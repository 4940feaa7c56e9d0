import type { NodePolicy, Recipe } from '@segue/protocol'
import type { Prng } from '../sim/prng.ts'
import { recipeOf } from './recipe.ts'

/** How one attempt ends. `slow` never ends by itself: its time limit does. */
export type Ending = 'ok' | 'transient' | 'permanent' | 'slow'

/** A recipe and what will happen in it: how each attempt of each node ends that is not lost. */
export interface World {
  recipe: Recipe
  endings: Record<string, Ending[]>
}

const chance = (random: Prng, part: number) => random.next() < part

function endingsOf(random: Prng, trouble: number): Ending[] {
  const endings: Ending[] = []
  while (chance(random, trouble) && endings.length < 4) {
    const ending = random.pick<Ending>(['transient', 'transient', 'permanent', 'slow']) ?? 'ok'
    endings.push(ending)
  }
  return [...endings, 'ok']
}

/** A random acyclic graph of up to twelve nodes of all modes, policies and fates. */
export function randomWorld(random: Prng): World {
  const count = 1 + random.below(12)
  const trouble = random.pick([0, 0.1, 0.4]) ?? 0
  const ids = Array.from({ length: count }, (_, i) => `n${i}`)
  const policies: NodePolicy['onFailure'][] =
    random.pick([['stop'], ['continue', 'ignore'], ['stop', 'continue', 'ignore']]) ?? []
  const endings: World['endings'] = {}
  const nodes: Parameters<typeof recipeOf>[0] = {}
  for (const [i, id] of ids.entries()) {
    const feeders = Array.from({ length: i === 0 ? 0 : random.below(4) }, () => `n${random.below(i)}`)
    const from = Object.fromEntries(feeders.map((feeder, port) => [`in${port}`, feeder]))
    const once = chance(random, 0.2)
    const unusual = random.pick(['muted', 'frozen', 'bypassed'] as const)
    const mode =
      chance(random, 0.15) && !(unusual === 'bypassed' && (once || feeders.length === 0)) ? unusual : 'active'
    endings[id] = endingsOf(random, trouble)
    nodes[id] = {
      type: once ? 'test.once' : 'test.join',
      from,
      ...(mode ? { mode } : {}),
      ...(mode === 'frozen' ? { frozen: { outputs: { out: 1 } } } : {}),
      policy: {
        onFailure: random.pick(policies) ?? 'stop',
        timeoutMs: endings[id].includes('slow') ? 5000 : null,
        retry: { attempts: 1 + random.below(3), backoffMs: random.pick([0, 1000]) ?? 0 },
      },
    }
  }
  return { recipe: recipeOf(nodes), endings }
}
