import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'

let runner: TestRunner
beforeEach(async () => {
  runner = await openTestRunner()
})
afterEach(() => runner[Symbol.asyncDispose]())

type Nodes = Parameters<typeof recipeOf>[0]
const runsOf = (nodes: Nodes, edges: readonly string[], more: Parameters<typeof recipeOf>[2] = {}) =>
  testRuns(runner, recipeOf(nodes, edges, more))
const planOf = (...args: Parameters<typeof runsOf>) => runsOf(...args).plan({})
const flow = (type: string, params: NonNullable<Nodes[string]['params']> = {}): Nodes[string] => ({
  type: `flow.${type}`,
  version: 1,
  name: type,
  params,
})
const chain = ['a.text > b.data']

describe('why a step would run', () => {
  test('the first time; then nothing changed; then what did, and who waits for it', async () => {
    const [a, b, c] = [text('a'), text('b {value}'), text('c {value}')]
    const edges = [...chain, 'b.text > c.data']
    expect(await planOf({ a, b, c }, edges)).toEqual({
      a: ['runs', 'first run'],
      b: ['waits', 'waits for a'],
      c: ['waits', 'waits for b {value}'],
    })
    await runsOf({ a, b, c }, edges).run({})
    const same = ['cached', 'nothing changed']
    expect(await planOf({ a, b, c }, edges)).toEqual({ a: same, b: same, c: same })
    const other = { ...b, params: { template: 'B {value}' } }
    expect(await planOf({ a, b: other, c }, edges)).toEqual({
      a: same,
      b: ['runs', 'Template changed'],
      c: ['waits', 'waits for b {value}'],
    })
    await runsOf({ a, b: other, c }, edges).run({})
    expect((await planOf({ a, b, c }, edges)).b).toEqual(['cached', 'made before with these values'])
  })

  test('asked for: a part, or all of it anew', async () => {
    const runs = runsOf({ a: text('a'), b: text('b {value}'), d: text('d') }, chain)
    await runs.run({})
    expect(await runs.plan({ target: { part: 'to', nodeIds: ['b'] } })).toMatchObject({
      a: ['cached', 'nothing changed'],
      d: ['off', 'not needed'],
    })
    expect(await runs.plan({ target: { part: 'fresh' } })).toMatchObject({
      a: ['runs', 'asked to run again'],
      d: ['runs', 'asked to run again'],
    })
    const { head } = await runs.run({})
    const target = { part: 'from', nodeId: 'b', runId: head.runId, edits: {} } as const
    expect(await runs.plan({ target })).toMatchObject({ a: ['kept', 'from the earlier run'] })
  })

  test('its application: not here yet, or the stand-in', async () => {
    const runs = runsOf({ t: { type: 'live.tempo.set', version: 1, name: 'T', params: { bpm: 120 } } }, [])
    expect((await runs.plan({ providers: { live: 'real' } })).t).toEqual(['runs', 'waits until Live is here'])
    expect((await runs.plan({ providers: { live: 'standIn' } })).t?.[0]).toBe('runs')
  })
})

describe('why a step would not run', () => {
  test('switched off, and what hangs on it', async () => {
    expect(await planOf({ a: text('a', { mode: 'muted' }), b: text('{value}') }, chain)).toEqual({
      a: ['off', 'switched off'],
      b: ['off', 'a gives nothing'],
    })
  })

  test('frozen: what is stored in it goes on', async () => {
    const a = text('a', { mode: 'frozen', frozen: { outputs: { text: 'stored' } } })
    expect(await planOf({ a, b: text('{value}') }, chain)).toEqual({
      a: ['frozen', 'keeps what is stored in it'],
      b: ['runs', 'first run'],
    })
  })
})

test('nodes that steer a run say what they do, and what goes on without them', async () => {
  const found = await planOf(
    {
      a: text('a'),
      ask: flow('approve'),
      w: flow('wait', { mode: 'duration', seconds: 1 }),
      z: text('{value}'),
    },
    ['a.text > ask.in', 'a.text > w.in', 'w.out > z.data'],
  )
  expect(found).toMatchObject({ ask: ['waits', 'waits for a'], w: ['waits', 'waits for a'] })
  const fed = { a: text('a', { mode: 'frozen', frozen: { outputs: { text: 'x' } } }) } as const
  expect(await planOf({ ...fed, ask: flow('approve') }, ['a.text > ask.in'])).toMatchObject({
    ask: ['runs', 'asks a person'],
  })
  expect(
    await planOf({ ...fed, w: flow('wait', { mode: 'duration', seconds: 1 }), z: text('{value}') }, [
      'a.text > w.in',
      'w.out > z.data',
    ]),
  ).toMatchObject({ w: ['runs', 'holds this branch'], z: ['waits', 'waits for wait'] })
})

test('a plan starts nothing and stores nothing', async () => {
  const tables = () =>
    runner.db.all('SELECT (SELECT count(*) FROM runs) AS runs, (SELECT count(*) FROM journal) AS lines')
  const before = tables()
  await planOf({ a: text('a'), b: text('{value}') }, chain)
  expect(tables()).toEqual(before)
})

test('what it would say is what the run then does', async () => {
  const nodes = { a: text('a'), b: text('b {value}'), c: text('c'), m: text('m', { mode: 'muted' }) } as const
  await runsOf({ ...nodes, c: text('old') }, chain).run({})
  const plan = await planOf(nodes, chain)
  const { steps } = await runsOf(nodes, chain).run({})
  const did = Object.fromEntries(steps.map(({ nodeId, settledBy, status }) => [nodeId, settledBy ?? status]))
  expect(Object.keys(plan).sort()).toEqual(Object.keys(did).sort())
  for (const [nodeId, [verdict]] of Object.entries(plan))
    expect([nodeId, did[nodeId]]).toEqual([
      nodeId,
      verdict === 'cached' ? 'cached' : verdict === 'off' ? 'skipped' : 'run',
    ])
})
