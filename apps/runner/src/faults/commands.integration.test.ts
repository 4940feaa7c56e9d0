import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handle } from '@segue/bridge'
import { live, obs, type RunView } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recipeOf } from '../services/testing/chain.ts'
import { realApplication } from '../services/testing/realApplication.ts'
import { type StubProcess, startStub } from './stubProcess.ts'

/** What the applications were told to do, over all runners. */
let told: string[]
let gate: PromiseWithResolvers<void>
let root: string
let runner: StubProcess
let runId: string
let leave: () => void
beforeEach(() => {
  told = []
  gate = Promise.withResolvers()
  leave = () => {}
  root = mkdtempSync(join(tmpdir(), 'segue-commands-'))
})
afterEach(async () => {
  gate.resolve()
  leave()
  if (runner.isAlive) await runner.kill()
  rmSync(root, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
})

const facts = { standIn: false, version: '1' }
const track = {
  track: 'track:1',
  index: 0,
  name: 'Bass',
  kind: 'midi',
  color: '#ff0000',
  group: null,
  arm: false,
  mute: false,
  solo: false,
  monitoring: 'auto',
  volume: 0.85,
  pan: 0,
  sends: [] as number[],
} as const

/** Live and OBS as this process plays them: they outlive the runner, as applications do. */
async function open(): Promise<void> {
  leave()
  const fakes = [
    realApplication(
      { root: join(root, 'home') },
      {
        ...facts,
        app: 'live',
        name: 'Live',
        handlers: [
          handle(live.createTrack, async ({ name }) => {
            told.push(`create ${name}`)
            await gate.promise
            return track
          }),
          handle(live.setTempo, async ({ bpm }) => {
            told.push(`tempo ${bpm}`)
            return { bpm }
          }),
        ],
      },
    ),
    realApplication(
      { root: join(root, 'home') },
      {
        ...facts,
        app: 'obs',
        name: 'OBS',
        handlers: [
          handle(obs.setScene, async ({ scene, on }) => {
            told.push(`cut to ${scene}`)
            await gate.promise
            return { scene, on }
          }),
        ],
      },
    ),
  ]
  leave = () => {
    for (const fake of fakes) fake.stop()
  }
  const connected = async (app: string) =>
    (await runner.call<{ bridge: object | null }>('apps.connection', app)).bridge !== null
  for (const app of ['live', 'obs']) await expect.poll(() => connected(app), { timeout: 20_000 }).toBe(true)
}

const view = () => runner.call<RunView>('view', runId)
const stepOf = async (nodeId: string) => (await view()).steps.find((step) => step.nodeId === nodeId)

/** Kills the runner while an application works on step `a`, and starts the next one. */
async function killInMidStep(type: string, params: Record<string, string | number>): Promise<void> {
  runner = await startStub(join(root, 'home'), join(root, 'stub.ndjson'))
  await open()
  const tempo = { type: 'live.tempo.set', version: 1, name: 'Tempo', params: { bpm: 128 } }
  const recipe = recipeOf({ a: { type, version: 1, name: 'A', params }, z: tempo }, ['a.result > z.after'])
  ;({ runId } = await runner.call<{ runId: string }>('runs.start', { recipe, inputs: {} }))
  await expect.poll(() => told.length, { timeout: 20_000 }).toBe(1)
  await runner.kill()
  runner = await startStub(join(root, 'home'), join(root, 'stub.ndjson'))
  await open()
}

const { track: id, index, name, kind, color, volume, pan } = track
const sure = { track: id, index, name, kind, color, volume, pan }
const ends = [
  { order: { what: 'retry' }, status: 'succeeded', told: ['create Bass', 'create Bass', 'tempo 128'] },
  {
    order: { what: 'done', outputs: { ...sure, result: track } },
    status: 'succeeded',
    told: ['create Bass', 'tempo 128'],
  },
  { order: { what: 'fail' }, status: 'failed', told: ['create Bass'] },
] as const

test.each(ends)(
  'R01 a track that may have been created is not created again by itself; a person says: $order.what',
  async ({ order, status, told: expected }) => {
    await killInMidStep('live.track.create', { name: 'Bass' })
    await expect.poll(async () => (await stepOf('a'))?.status, { timeout: 20_000 }).toBe('unknown')
    expect((await view()).head.status).toBe('waiting')
    expect((await stepOf('a'))?.reason).toBeTruthy()
    expect(told).toEqual(['create Bass'])
    gate.resolve()
    await runner.call('runs.step', { runId, nodeId: 'a', order })
    await expect.poll(async () => (await view()).head.status, { timeout: 20_000 }).toBe(status)
    expect(told).toEqual(expected)
  },
)

test('R01 a cut whose moment has passed is not made later', async () => {
  await killInMidStep('obs.scene.set', { scene: 'Finale' })
  await expect.poll(async () => (await view()).head.status, { timeout: 20_000 }).toBe('succeeded')
  expect(await stepOf('a')).toMatchObject({ status: 'skipped', reason: 'late' })
  expect(told.filter((line) => line.startsWith('cut'))).toEqual(['cut to Finale'])
})
