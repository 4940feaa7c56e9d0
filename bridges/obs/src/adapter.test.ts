import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bridge } from '@segue/bridge'
import type { Served } from '@segue/bridge/adapter'
import { type SimulatedObs, startSimulatedObs } from '@segue/simulators/obs/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { obsAdapter } from './adapter.ts'
import { ObsSettings } from './settings.ts'

const waits = { first: 10, longest: 50, later: 50 }
let folder: string
let stop: AbortController
let logged: string[]
let explained: string[]
let served: { bridge: Bridge; end(): void; over: boolean }[]
let running: Promise<void>
const simulated: SimulatedObs[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-obs-'))
  stop = new AbortController()
  logged = []
  explained = []
  served = []
  running = Promise.resolve()
})
afterEach(async () => {
  stop.abort()
  await running
  for (const obs of simulated.splice(0)) await obs.close()
  rmSync(folder, { recursive: true })
})

async function simulate(options: Parameters<typeof startSimulatedObs>[0]): Promise<SimulatedObs> {
  const obs = await startSimulatedObs(options)
  simulated.push(obs)
  return obs
}
function run(url: string, passwordFile: string | null = null): void {
  const serve = (bridge: Bridge): Served => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const one = { bridge, end: resolve, over: false }
    served.push(one)
    const ended = promise.then(() => {
      one.over = true
    })
    return { ended, end: resolve }
  }
  running = obsAdapter({ ...ObsSettings.parse({ passwordFile }), url }, { waits }).run({
    serve,
    isTaken: () => false,
    signal: stop.signal,
    log: (text) => logged.push(text),
    explain: (detail) => explained.push(detail),
  })
}
const password = (text: string) => {
  const file = join(folder, 'password')
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

test('serves OBS while it is open, and again when it is back', async () => {
  const obs = await simulate({ password: 'secret' })
  const port = Number(new URL(obs.url).port)
  run(obs.url, password('secret\n'))
  await expect.poll(() => served.length).toBe(1)
  expect(served[0]?.bridge).toMatchObject({ app: 'obs', version: '30.2.3', standIn: false })
  await obs.close()
  await expect.poll(() => served[0]?.over).toBe(true)
  await expect.poll(() => logged).toEqual(['OBS is not open, or its WebSocket server is off.'])
  expect(explained.at(-1)).toBe(logged[0])
  await simulate({ password: 'secret', port })
  await expect.poll(() => served.length).toBe(2)
  expect(explained.at(-1)).toBe('')
})

test('goes in with the right password as soon as a person has corrected it', async () => {
  const obs = await simulate({ password: 'secret' })
  run(obs.url, password('wrong'))
  await expect.poll(() => logged).toMatchObject([expect.stringContaining('refused the password')])
  expect(served).toEqual([])
  password('secret')
  await expect.poll(() => served.length).toBe(1)
  expect(logged.join()).not.toContain('secret')
})

test('a password that cannot be read is told once', async () => {
  const obs = await simulate({ password: 'secret' })
  run(obs.url, join(folder, 'nothing'))
  await expect.poll(() => logged).toMatchObject([expect.stringContaining('cannot be read')])
  expect(obs.greeted()).toBe(0)
})

test('does not come back after OBS threw it out, while another that was only closed does', async () => {
  const obs = await simulate({})
  const other = await simulate({})
  run(obs.url)
  const first = running
  run(other.url)
  running = Promise.all([first, running]).then(() => {})
  await expect.poll(() => [obs.greeted(), other.greeted()]).toEqual([1, 1])
  obs.drop(4011)
  await expect.poll(() => logged).toMatchObject([expect.stringContaining('threw Segue out')])
  for (const times of [2, 3, 4]) {
    other.drop(1001)
    await expect.poll(other.greeted).toBe(times)
    await expect.poll(other.clients).toBe(1)
  }
  expect(obs.greeted()).toBe(1)
})

test('connects again when the runner let go of it', async () => {
  const obs = await simulate({})
  run(obs.url)
  await expect.poll(() => served.length).toBe(1)
  served[0]?.end()
  await expect.poll(() => served.length).toBe(2)
  expect(obs.clients()).toBe(1)
  expect([logged, explained.filter(Boolean)]).toEqual([[], []])
})

test('ends with the runner, also while it looks', async () => {
  run('ws://127.0.0.1:1')
  await expect.poll(() => logged.length).toBe(1)
  stop.abort()
  await running
})

test('ends its connection with the runner', async () => {
  const obs = await simulate({})
  run(obs.url)
  await expect.poll(() => served.length).toBe(1)
  stop.abort()
  await running
  await expect.poll(() => obs.clients()).toBe(0)
})

test('only addresses of WebSockets are settings', () => {
  expect(ObsSettings.safeParse({ url: 'ws://127.0.0.1:4455' }).success).toBe(true)
  expect(ObsSettings.safeParse({ url: 'http://127.0.0.1:4455' }).success).toBe(false)
  expect(ObsSettings.parse({})).toEqual({ url: null, passwordFile: null })
})
