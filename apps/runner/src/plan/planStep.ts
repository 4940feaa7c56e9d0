import { catalogue } from '@segue/nodes'
import { AppId, failureOf } from '@segue/protocol'
import { appTitle } from '../bridges/failure.ts'
import { because } from '../cache/because.ts'
import type { KnownStep, StepKey } from '../cache/cache.ts'
import { foreseen, predicted } from '../cache/closure.ts'
import { type Foresight, type PlanTools, runs, settles } from './foresight.ts'

/** What a step with these inputs would do: run, and why, or give what is kept. */
export async function planStep(step: KnownStep, { cache, recipeId, make }: PlanTools): Promise<Foresight> {
  const { node, inputs, provider } = step
  const type = catalogue.get(node.type)
  if (!type) return runs('this Segue does not know it')
  if (provider !== null && AppId.safeParse(provider).success)
    return runs(`waits until ${appTitle(AppId.parse(provider))} is here`)
  const looked = { type, params: node.params, inputs, provider, use: cache.use }
  const why = async (reason: string, key: StepKey | null = null): Promise<Foresight> => {
    const ahead = await foreseen(looked).catch(() => null)
    const outputs = key && (await predicted(looked, key.key).catch(() => null))
    return { ...runs(ahead === null ? reason : `${reason}: ${ahead}`), outputs }
  }
  if (!node.cacheable) return why(everyTime(type.effects))
  try {
    const key = await cache.keyOf(step)
    if (key === null) return runs('its settings do not fit')
    if (node.fresh) return why('asked to run again', key)
    const last = recipeId === null ? null : cache.last.get(recipeId, node.nodeId)
    const found = await cache.find(key.key, { touch: false })
    if (!found) {
      const reason = because(type, key.parts, last?.parts ?? null)
      const made = await make?.(step, key)
      return made ? settles('cached', `${reason}; made for this plan`, made) : why(reason, key)
    }
    const same = last !== null && because(type, key.parts, last.parts) === because(type, key.parts, key.parts)
    return settles('cached', same ? 'nothing changed' : 'made before with these values', found.outputs)
  } catch (error) {
    return runs(failureOf(error).message)
  }
}

function everyTime(effects: readonly string[]): string {
  if (effects.includes('file')) return 'delivers files'
  if (effects.includes('realtime')) return 'happens live'
  return 'runs every time'
}
