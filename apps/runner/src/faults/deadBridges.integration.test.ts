import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunView } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recipeOf } from '../services/testing/chain.ts'
import { type Lab, openLab } from './lab.ts'
import { stub } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

const slow = { timeout: 30_000 }
let lab: Lab
let runner: StubProcess
let bridge: ChildProcess | undefined
beforeEach(async () => {
  lab = openLab()
  runner = await lab.start()
})
afterEach(async () => {
  bridge?.kill('SIGKILL')
  await lab.remove()
})

const told = () => {
  const journal = join(lab.root, 'live.txt')
  return existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(0, -1) : []
}
const state = () => runner.call<{ bridge: object | null }>('apps.connection', 'live')

/** Starts Live; how it takes commands. */
async function open(how: 'works' | 'stops' | 'dies before' | 'dies after'): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'stubBridge.ts')
  bridge = fork(program, [lab.root, join(lab.root, 'live.txt'), how])
  await expect.poll(async () => (await state()).bridge !== null, slow).toBe(true)
  return bridge
}

const create = { type: 'live.track.create', version: 1, name: 'Create', params: { name: 'Bass' } }
const tempo = { type: 'live.tempo.set', version: 1, name: 'Tempo', params: { bpm: 128 } }

let runId: string
async function start(node: Parameters<typeof recipeOf>[0][string]): Promise<void> {
  const recipe = recipeOf({ a: node }, [])
  ;({ runId } = await runner.call<{ runId: string }>('runs.start', { recipe, inputs: {} }))
}
const view = () => runner.call<RunView>('view', runId)
const step = async () => (await view()).steps[0]
const stepStatus = async () => (await step())?.status

/** A run beside it, which has nothing to do with applications. */
async function othersGoOn(): Promise<void> {
  const other = await runner.call<{ runId: string }>('runs.start', {
    recipe: recipeOf({ a: stub('repeat') }, []),
    inputs: {},
  })
  const head = async () => (await runner.call<RunView>('view', other.runId)).head
  await expect.poll(async () => (await head()).status, slow).toBe('succeeded')
}

test('R16 a node that holds the runner up costs neither an application nor another run anything', async () => {
  await open('works')
  await start({ ...stub('busy', 1200) })
  const busy = runId
  await start(tempo)
  await expect.poll(stepStatus, slow).toBe('succeeded')
  expect(await step()).toMatchObject({ attempt: 1 })
  await othersGoOn()
  runId = busy
  await expect.poll(stepStatus, slow).toBe('succeeded')
  expect(told()).toEqual(['tempo 128'])
})

test.each([
  ['before', []],
  ['after', ['create Bass']],
] as const)(
  'R17 an application that dies %s it has done what must not be done twice leaves it unknown',
  async (when, done) => {
    const dying = await open(`dies ${when}`)
    const gone = once(dying, 'exit')
    await start(create)
    await gone
    await open('works')
    await expect.poll(stepStatus, slow).toBe('unknown')
    await othersGoOn()
    expect(told()).toEqual(done)
    await runner.call('runs.step', { runId, nodeId: 'a', order: { what: 'retry' } })
    await expect.poll(stepStatus, slow).toBe('succeeded')
    expect(told()).toEqual([...done, 'create Bass'])
  },
)

test('R17 what may be done twice is tried again when the application is back', async () => {
  const dying = await open('dies after')
  const gone = once(dying, 'exit')
  await start({ ...tempo, policy: { retry: { attempts: 3, backoffMs: 100 } } })
  await gone
  await open('works')
  await expect.poll(stepStatus, slow).toBe('succeeded')
  expect(told()).toEqual(['tempo 128', 'tempo 128'])
})

test('R18 a step in a hanging application ends at its time limit; what comes later counts for nothing', async () => {
  const hanging = await open('stops')
  await start({ ...create, policy: { timeoutMs: 500 } })
  await expect.poll(stepStatus, slow).toBe('failed')
  expect(await step()).toMatchObject({ failure: { code: 'step.timeout' } })
  await othersGoOn()
  const before = await view()
  hanging.kill('SIGCONT')
  await start(tempo)
  await expect.poll(() => told().length, slow).toBe(2)
  hanging.kill('SIGCONT')
  await expect.poll(stepStatus, slow).toBe('succeeded')
  runId = before.head.runId
  expect(await view()).toEqual(before)
  expect(told()).toEqual(['create Bass', 'tempo 128'])
})
