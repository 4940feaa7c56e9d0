import type { TRPCError } from '@trpc/server'
import { expect, test } from 'vitest'
import { appRouter } from '../root.ts'
import type { Services } from '../services/index.ts'
import { clientFailure } from '../trpc.ts'

/** A caller whose services only write down what they are asked. */
function callerOf({ trusted }: { trusted: boolean }) {
  const asked: unknown[] = []
  const service = new Proxy({}, { get: () => (input: unknown) => void asked.push(input) })
  const services = new Proxy({}, { get: () => service }) as Services // every method of every service is the same
  return { asked, api: appRouter.createCaller({ services, trusted }) }
}

const recipe = { id: 'rcp_1' }
const step = { runId: 'run_1', nodeId: 'a' }

test('only a caller with the token may say where files go', async () => {
  const page = callerOf({ trusted: false })
  const program = callerOf({ trusted: true })
  for (const { api } of [page, program]) {
    await api.runs.start({ recipe, outFolder: '/tmp/x' })
    await api.runs.plan({ recipe, outFolder: '/tmp/x' })
  }
  expect(page.asked).toEqual([
    { recipe, inputs: {} },
    { recipe, inputs: {} },
  ])
  expect(program.asked).toMatchObject([{ outFolder: '/tmp/x' }, { outFolder: '/tmp/x' }])
})

test('a run can be asked for in part, with another priority and on other applications', async () => {
  const { api, asked } = callerOf({ trusted: false })
  const request = {
    recipe,
    inputs: { look: 'eclipse' },
    target: { part: 'from' as const, nodeId: 'a', runId: 'run_1', edits: { fps: 12 } },
    priority: 5,
    providers: { blender: 'standIn' as const },
  }
  await api.runs.start(request)
  expect(asked).toEqual([request])
})

test.each([
  ['a priority beyond a hundred', { recipe, priority: 101 }],
  ['a part that is none', { recipe, target: { part: 'half' } }],
  ['a part without its nodes', { recipe, target: { part: 'to', nodeIds: [] } }],
  ['an application that is none', { recipe, providers: { maya: 'real' } }],
  ['a word nobody knows', { recipe, wet: true }],
  [
    'more values than a recipe has inputs',
    { recipe, inputs: Object.fromEntries([...Array(201).keys()].entries()) },
  ],
])('%s is refused', async (_, request) => {
  const { api, asked } = callerOf({ trusted: true })
  await expect(api.runs.start(request as never)).rejects.toThrow()
  expect(asked).toEqual([])
})

test('a step takes the orders that there are, and “done” only with its outputs', async () => {
  const { api, asked } = callerOf({ trusted: false })
  await api.runs.step({ ...step, order: { what: 'retry' } })
  await api.runs.step({ ...step, order: { what: 'done', outputs: { out: 1 } } })
  await expect(api.runs.step({ ...step, order: { what: 'done' } as never })).rejects.toThrow()
  await expect(api.runs.step({ ...step, order: { what: 'explode' } as never })).rejects.toThrow()
  expect(asked).toHaveLength(2)
})

test('what a person says or an event brings fits a row of the engine', async () => {
  const { api, asked } = callerOf({ trusted: false })
  const answer = { ...step, outputs: { in: 'x'.repeat(50_000) }, decision: 'approve' as const }
  await api.runs.answer({ ...answer, form: { note: 'short' } })
  await api.runs.signal({ topic: 'td.cue', data: { n: 1 } })
  expect(asked).toHaveLength(2)
  await expect(api.runs.answer({ ...answer, form: { note: 'x'.repeat(5000) } })).rejects.toThrow(
    'at most 4096',
  )
  await expect(api.runs.signal({ topic: 'td.cue', data: 'x'.repeat(5000) })).rejects.toThrow('at most 4096')
  expect(asked).toHaveLength(2)
})

test('child runs are addressed by their whole key, at most sixteen deep', async () => {
  const { api, asked } = callerOf({ trusted: false })
  const deep = (levels: number) => ({ runId: `run_1${'/map/0'.repeat(levels)}` })
  await api.runs.cancel(deep(16))
  await expect(api.runs.cancel(deep(17))).rejects.toThrow()
  await expect(api.runs.cancel({ runId: 'run_1/map' })).rejects.toThrow()
  expect(asked).toEqual([`run_1${'/map/0'.repeat(16)}`])
})

test('what the schema does not take is said in one sentence', async () => {
  const { api } = callerOf({ trusted: true })
  const error = await api.runs.start({ recipe, priority: 101 }).catch((thrown: unknown) => thrown)
  expect(clientFailure(error as TRPCError)).toMatchObject({
    code: 'request.invalid',
    message: 'The runner does not take this (priority): too big: expected number to be <=100.',
  })
})

test('the studio takes what a project and a sync are, and nothing else', async () => {
  const { api, asked } = callerOf({ trusted: false })
  const sync = {
    leader: 'live' as const,
    follower: 'td' as const,
    on: true,
    transport: true,
    tempo: true,
    markers: false,
    offsetSec: 0,
  }
  await api.studio.setProject({ name: 'Tour', notes: { Client: 'Nord' }, clock: null })
  await api.studio.setSync(sync)
  await api.studio.removeSync({ leader: 'live', follower: 'td' })
  await api.studio.carryMarkers({ leader: 'live', follower: 'td', offsetSec: -2 })
  await api.studio.connectSteps({ app: 'obs' })
  expect(asked).toHaveLength(5)
  for (const refused of [
    () => api.studio.setProject({ syncs: [sync] } as never),
    () => api.studio.setProject({ name: 'x'.repeat(201) }),
    () => api.studio.setProject({ notes: { '': 'nothing' } }),
    () => api.studio.setSync({ ...sync, leader: 'maya' } as never),
    () => api.studio.setSync({ ...sync, offsetSec: 1e6 }),
    () => api.studio.removeSync({ leader: 'live' } as never),
    () => api.studio.carryMarkers({ leader: 'live', follower: 'td' } as never),
    () => api.studio.connectSteps({ app: 'maya' } as never),
  ])
    await expect(refused()).rejects.toThrow()
  expect(asked).toHaveLength(5)
})

test('a trigger takes what it is, and a change only what is given', async () => {
  const { api, asked } = callerOf({ trusted: false })
  const settings = { kind: 'schedule' as const, when: 'daily at 9', zone: 'Europe/Berlin' }
  const draft = { recipeId: 'rcp_1', name: 'Nightly', settings }
  await api.triggers.create(draft)
  await api.triggers.update({ id: 'trg_1', change: { name: 'Daily' } })
  expect(asked).toMatchObject([
    { version: null, enabled: true, overlap: 'skip', settings: { misfire: { run: 'last', lateSec: 3600 } } },
    { id: 'trg_1', change: { name: 'Daily' } },
  ])
  expect(asked[1]).toEqual({ id: 'trg_1', change: { name: 'Daily' } })
  for (const refused of [
    () => api.triggers.create({ ...draft, overlap: 'both' } as never),
    () => api.triggers.create({ ...draft, settings: { ...settings, kind: 'comet' } } as never),
    () =>
      api.triggers.create({
        ...draft,
        settings: { ...settings, misfire: { run: 'none', lateSec: 9 } },
      } as never),
    () => api.triggers.create({ ...draft, version: 0 }),
    () => api.triggers.update({ id: 'trg_1', change: { id: 'trg_2' } } as never),
    () => api.triggers.remove({ id: 'rcp_1' }),
    () => api.triggers.history({ id: 'trg_1', limit: 501 }),
  ])
    await expect(refused()).rejects.toThrow()
  expect(asked).toHaveLength(2)
})
