import type { NodeTypeLike } from '@segue/engine'
import { testTypes } from '@segue/engine/testing/types'
import type { AnyNodeType } from '@segue/nodes'
import { z } from 'zod'

/** With their own tag, two steps do different work; with the same one, the result of one does for both. */
const params = z.strictObject({ tag: z.string().default('') })

const like = (id: string, more: Partial<NodeTypeLike> & { id: string }): NodeTypeLike[] => {
  const type = testTypes.get(id)
  return type ? [{ ...type, params, ...more }] : []
}
const own = { cacheable: false } as const

/** Kinds of steps that take the place of the engine's `test.any`: repeatable, each at home on another lane. */
export const anySteps = {
  local: 'sim.local',
  media: 'sim.media',
  render: 'sim.render',
  look: 'sim.look',
} as const
/** And of `test.once`, which must not run twice. */
export const onceSteps = { play: 'sim.play', write: 'sim.write', press: 'sim.press' } as const
/** Of use at its moment only. */
export const momentStep = 'sim.moment'

const list = [
  ...like('test.any', { id: anySteps.local }),
  ...like('test.any', { id: anySteps.media, lane: 'media' }),
  ...like('test.any', { id: anySteps.render, lane: 'blender', locks: ['screen'] }),
  ...like('test.any', { id: anySteps.look, lane: 'td', ...own }),
  ...like('test.any', { id: momentStep, lane: 'local', effects: ['realtime'], ...own }),
  ...like('test.once', { id: onceSteps.play, lane: 'live', ...own }),
  ...like('test.once', { id: onceSteps.write, lane: 'td', locks: ['screen'], ...own }),
  ...like('test.once', { id: onceSteps.press, lane: 'blender', ...own }),
]

/** The node types of simulated worlds: those of the engine's tests, and some on every lane. */
export const simTypes: ReadonlyMap<string, NodeTypeLike> = new Map([
  ...testTypes,
  ...list.map((type) => [type.id, type] as const),
])

/** Types whose steps only compute, as those that `definePure` declares. */
export const computed: ReadonlySet<string> = new Set(
  [...simTypes.values()]
    .filter(({ lane, effects, repeatable }) => lane === 'local' && effects.length === 0 && repeatable)
    .map(({ id }) => id),
)

/** The same for the cache, which asks no more of a node type than they have. */
export const cacheTypes = simTypes as unknown as ReadonlyMap<string, AnyNodeType>
