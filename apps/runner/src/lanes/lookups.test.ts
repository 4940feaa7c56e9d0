import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Cache, StepKey } from '../cache/cache.ts'
import { graph } from '../host/graphs.ts'
import type { Job, Values } from '../host/hostTypes.ts'
import { createLookups } from './lookups.ts'

const [node] = graph({ a: {} }).plan.nodes
const job = (seq: number) => ({ seq, runId: 'run_a', nodeId: 'a', attempt: 1 }) as Job // all that is asked for
const parts = { type: 'test.join@1', params: {}, inputs: {}, closure: {}, provider: null }
const key: StepKey = { key: 'k', parts }

interface Known {
  missing?: StepKey | null
  keyOf?: () => Promise<StepKey | null>
  results?: Record<string, Values>
  as?: { cacheable?: boolean; fresh?: boolean }
  /** What goes wrong with the first hits. */
  trouble?: Error[]
}

function open({ missing = null, keyOf = async () => key, results = {}, as = {}, trouble = [] }: Known) {
  const hits: Values[] = []
  let misses = 0
  let kept = (_: string) => {}
  const cache = {
    missing: () => missing,
    keyOf,
    find: async (name: string) => (results[name] ? { outputs: results[name], ms: 1 } : null),
    onKept(listener: (name: string) => void) {
      kept = listener
    },
  } as unknown as Cache // what lookups use of it
  if (!node) throw new Error('no node')
  const step = { node: { ...node, ...as }, inputs: {}, provider: null }
  const lookups = createLookups({
    cache,
    stepOf: () => step,
    onHit(_, { outputs }) {
      const error = trouble.shift()
      if (error) throw error
      hits.push(outputs)
    },
    onMiss: () => {
      misses += 1
    },
  })
  return { lookups, step, results, hits, misses: () => misses, kept: (name: string) => kept(name) }
}

test('what certainly has no result is known at once, and so is what may have none', () => {
  expect(open({ missing: key }).lookups.of(job(1))).toMatchObject({ key })
  expect(open({ as: { cacheable: false } }).lookups.of(job(1))).toMatchObject({ key: null })
})

test('others are looked up first, once, and told: hit or miss', async () => {
  const miss = open({})
  expect(miss.lookups.of(job(1))).toBeNull()
  expect(miss.lookups.of(job(1))).toBeNull()
  await turn()
  expect([miss.misses(), miss.lookups.of(job(1))?.key]).toEqual([1, key])
  const hit = open({ results: { k: { out: 1 } } })
  hit.lookups.of(job(1))
  await turn()
  expect([hit.hits, hit.misses()]).toEqual([[{ out: 1 }], 0])
})

test('what cannot be looked up runs, and says by itself what is wrong', async () => {
  const { lookups, misses } = open({ keyOf: () => Promise.reject(new Error('a file is missing')) })
  lookups.of(job(1))
  await turn()
  expect([misses(), lookups.of(job(1))?.key]).toEqual([1, null])
})

test('what is asked to run again does, whatever is known', async () => {
  const { lookups, hits } = open({ results: { k: { out: 1 } }, as: { fresh: true } })
  lookups.of(job(1))
  await turn()
  expect([hits, lookups.of(job(1))?.key]).toEqual([[], key])
})

test('a job that has gone meanwhile is told nothing', async () => {
  const { lookups, hits, misses } = open({ results: { k: { out: 1 } } })
  lookups.of(job(1))
  lookups.of(job(2))
  lookups.keepOnly([job(2)])
  await turn()
  expect([hits.length, misses()]).toEqual([1, 0])
})

test('a hit that cannot be noted now, on a full disk or for a run that is gone, is looked up again', async () => {
  const { lookups, hits } = open({ results: { k: { out: 1 } }, trouble: [new Error('the disk is full')] })
  lookups.of(job(1))
  await turn()
  expect(hits).toEqual([])
  expect(lookups.of(job(1))).toBeNull()
  await turn()
  expect(hits).toEqual([{ out: 1 }])
})

test('a result that somebody else has made meanwhile is found', async () => {
  const { lookups, results, hits, kept } = open({})
  lookups.of(job(1))
  await turn()
  results.k = { out: 3 }
  kept('k')
  expect(lookups.of(job(1))).toBeNull()
  await turn()
  expect(hits).toEqual([{ out: 3 }])
})
