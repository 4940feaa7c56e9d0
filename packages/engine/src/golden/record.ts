import { writeFileSync } from 'node:fs'
import { compile } from '../compile/compile.ts'
import { hashOf } from '../compile/hash.ts'
import { checkSeed } from '../sim/checkSeed.ts'
import { prngOf } from '../sim/prng.ts'
import { testTypes } from '../testing/types.ts'
import { randomWorld } from '../testing/world.ts'
import type { Compiled } from '../types.ts'
import { goldenFile, goldenVersions, hashLength } from './golden.ts'
import { goldenSteps } from './goldenSteps.ts'

/**
 * Records simulated runs of this version beside those of earlier ones: `node packages/engine/src/golden/record.ts`,
 * before a release that stores runs in another way than the one before.
 */
const seeds = Array.from({ length: 400 }, (_, i) => i + 1)
const runs = 20
const mostEvents = 120

const machines: Compiled['machines'] = {}
/** A plan without its machines, which are noted for all. */
function bare(compiled: Compiled): object {
  Object.assign(machines, compiled.machines)
  const nodes = compiled.plan.nodes.map((node) => (node.child ? { ...node, child: bare(node.child) } : node))
  return { hash: compiled.hash, plan: { ...compiled.plan, nodes } }
}

const lines: string[] = []
let recorded = 0
for (const seed of seeds) {
  if (recorded === runs) break
  const world = randomWorld(prngOf(seed))
  const compiled = compile(world.recipe, testTypes, { recipes: world.recipes })
  const told = (await checkSeed(seed)).deliveries().map(({ actor, event }) => ({ actor, event, now: 0 }))
  if (told.length > mostEvents) continue
  recorded += 1
  lines.push(JSON.stringify(bare(compiled)))
  for (const [i, row] of [...goldenSteps(compiled, told)].entries())
    lines.push(JSON.stringify({ ...told[i], row: hashOf(row).slice(0, hashLength) }))
}
const version = (goldenVersions().at(-1) ?? 0) + 1
writeFileSync(goldenFile(version), `${[JSON.stringify({ machines }), ...lines].join('\n')}\n`, { flag: 'wx' })
console.log(`rows-${version}.jsonl: ${recorded} runs, ${Object.keys(machines).length} machines`)
