import { handle } from '@segue/bridge'
import { live, td } from '@segue/protocol'
import { startSimulatedObs } from '@segue/simulators/obs/server'
import { afterEach, expect, test } from 'vitest'
import { findBlender } from '../../bridges/findBlender.ts'
import { Config } from '../../config/config.ts'
import { realApplication } from '../../services/testing/realApplication.ts'
import { openTestRunner, type TestRunner } from '../../testing.ts'
import { type Examination, examine } from './examine.ts'

let runner: TestRunner
let leave = () => {}
afterEach(async () => {
  leave()
  leave = () => {}
  await runner[Symbol.asyncDispose]()
})

/** Examines through a runner of this process, as a live one. */
const look = (app: 'live' | 'td' | 'blender' | 'obs'): Promise<Examination> => {
  const { apps, system } = runner.services
  const never = new AbortController().signal
  const call: Parameters<typeof examine>[0]['apps']['call'] = ({ args = {}, ...request }) =>
    apps.call({ ...request, args }, never)
  return examine({ live: true, states: system.apps, apps: { ...apps, call } }, app)
}

type Fake = Parameters<typeof realApplication>[1]
async function open(app: 'live' | 'td', handlers: Fake['handlers']): Promise<void> {
  runner = await openTestRunner()
  await runner.hub.start()
  const fake = realApplication(runner.home, { app, name: app, version: '12.1', standIn: false, handlers })
  leave = fake.stop
  await expect.poll(() => runner.hub.connection(app).bridge !== null, { timeout: 20_000 }).toBe(true)
}

const set = {
  name: 'Song',
  path: null,
  tempo: 120,
  meter: { num: 4, den: 4 },
  beats: 0,
  lengthBeats: 64,
  loop: { on: false, start: 0, length: 4 },
  tracks: [],
  scenes: [],
  clips: [],
  locators: [],
}

/** Live with a metronome that stays off when it is `broken`. */
async function openLive({ playing = false, broken = false } = {}): Promise<boolean[]> {
  const told: boolean[] = []
  let metronome = false
  await open('live', [
    handle(live.info, async () => ({ version: '12.1', standIn: false })),
    handle(live.snapshot, async () => ({ ...set, playing, metronome })),
    handle(live.setMetronome, async ({ on }) => {
      told.push(on)
      metronome = on && !broken
      return { on: metronome }
    }),
  ])
  return told
}

test('Live: reads the set, and moves the metronome there and back', async () => {
  const told = await openLive()
  const report = await look('live')
  expect(report).toMatchObject({
    state: { provider: 'live@12.1' },
    commands: 3,
    about: { version: '12.1', standIn: false },
    read: { ok: true, said: '“Song”, 120 bpm, 0 tracks' },
    write: { ok: true, said: 'Metronome: false → true → false' },
  })
  expect(report.latency?.p99).toBeGreaterThan(0)
  expect(told).toEqual([true, false])
})

test('Live that plays is left alone', async () => {
  const told = await openLive({ playing: true })
  expect((await look('live')).write).toMatchObject({ ok: true, said: expect.stringContaining('left alone') })
  expect(told).toEqual([])
})

test('what does not happen is a failure, and is put back all the same', async () => {
  const told = await openLive({ broken: true })
  expect((await look('live')).write).toMatchObject({
    ok: false,
    failure: { message: 'Metronome became false instead of true.' },
  })
  expect(told).toEqual([true, false])
})

test('TouchDesigner: a component that was made for it goes again', async () => {
  const path = '/project1/segue'
  const fact = {
    path,
    id: 1,
    name: 'segue',
    type: 'baseCOMP',
    family: 'COMP',
    x: 0,
    y: 0,
    inputs: [],
    errors: [],
  }
  const project = {
    name: 'show',
    folder: '/',
    cookRate: 60,
    realTime: true,
    playing: true,
    frame: 1,
    seconds: 0,
  }
  let values: Record<string, number> | null = null
  await open('td', [
    handle(td.info, async () => ({ version: '2025', standIn: false })),
    handle(td.snapshot, async () => ({
      ...project,
      rangeStart: 1,
      rangeEnd: 600,
      tempo: 120,
      operators: values ? [fact] : [],
      more: false,
    })),
    handle(td.setSegue, async (given) => {
      values = { ...values, ...given.values }
      return { out: fact, values }
    }),
    handle(td.deleteOperator, async ({ op }) => {
      values = null
      return { path: op.path }
    }),
  ])
  expect((await look('td')).write).toEqual({ ok: true, said: 'Channel run_progress: 0 → 0.5 → 0' })
  expect(values).toBeNull()
})

test('OBS: studio mode goes there and back', async () => {
  const simulated = await startSimulatedObs()
  const { applications } = Config.parse({ applications: { blender: 'off', obs: { url: simulated.url } } })
  runner = await openTestRunner({ applications })
  leave = () => void simulated.close()
  await expect.poll(() => runner.hub.connection('obs').bridge !== null, { timeout: 20_000 }).toBe(true)
  expect(await look('obs')).toMatchObject({
    read: { ok: true, said: 'OBS 30.2.3, scenes “Friday night”' },
    write: { ok: true, said: 'Studio mode: false → true → false' },
  })
})

test('Blender: what is changed in the real one is as it was', async () => {
  const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
  if (found === null) throw new Error('This test is about real Blender, and there is none.')
  const { applications } = Config.parse({ applications: { blender: found.path } })
  runner = await openTestRunner({ applications })
  expect(await look('blender')).toMatchObject({
    state: { provider: `blender@${found.version}` },
    read: { ok: true },
    write: { ok: true, said: expect.stringMatching(/hidden in renders: false → true → false$/) },
  })
})

test('a stand-in only says that it answers', async () => {
  runner = await openTestRunner()
  expect(await look('live')).toMatchObject({
    state: { state: 'standIn' },
    read: { ok: true, said: 'the stand-in answers' },
    write: null,
  })
})
