import type { Bridge } from '@segue/bridge'
import type { AdapterTools } from '@segue/bridge/adapter'
import { openUdp } from '@segue/osc'
import { freeUdpPort } from '@segue/osc/testing'
import { type SimulatedAbletonOsc, startSimulatedAbletonOsc } from '@segue/simulators/abletonosc/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { abletonOscAdapter } from './adapter.ts'
import { quick, quickTicks } from './testing.ts'

const times = { ...quick, pulseMs: 20, first: 10, longest: 50, lookMs: 20, helloMs: 5000, busyMs: 150 }
let replyPort: number
let osc: SimulatedAbletonOsc
let stop: AbortController
let running: Promise<void>
let taken: boolean
let logged: string[]
let explained: string[]
let served: { bridge: Bridge; end(): void; over: boolean }[]
beforeEach(async () => {
  replyPort = await freeUdpPort()
  osc = await startSimulatedAbletonOsc({ replyPort, tickMs: quickTicks })
  stop = new AbortController()
  running = Promise.resolve()
  taken = false
  logged = []
  explained = []
  served = []
})
afterEach(async () => {
  stop.abort()
  await running
  await osc.close()
})

const tools = (): AdapterTools => ({
  signal: stop.signal,
  isTaken: () => taken,
  log: (text) => logged.push(text),
  explain: (detail) => explained.push(detail),
  serve(bridge) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const one = { bridge, end: resolve, over: false }
    served.push(one)
    const ended = promise.then(() => {
      one.over = true
    })
    return { ended, end: resolve }
  },
})
function run(): void {
  running = abletonOscAdapter({ enabled: true, port: osc.port, replyPort }, { times }).run(tools())
}

test('serves Live while it is open, says why when it is not, and serves it again', async () => {
  run()
  await expect.poll(() => served.length).toBe(1)
  expect(served[0]?.bridge).toMatchObject({
    app: 'live',
    name: 'AbletonOSC',
    version: '12.1',
    standIn: false,
  })
  await osc.quit()
  await expect.poll(() => served[0]?.over).toBe(true)
  await expect.poll(() => logged.join()).toContain('AbletonOSC is not chosen')
  expect(explained.at(-1)).toBe(logged[0])
  await osc.launch()
  await expect.poll(() => served.length).toBe(2)
  expect(explained.at(-1)).toBe('')
})

test('Live that is busy is told as such and stays', async () => {
  run()
  await expect.poll(() => served.length).toBe(1)
  osc.faults.stalled = true
  await expect.poll(() => explained.at(-1)).toContain('busy')
  osc.faults.stalled = false
  await expect.poll(() => explained.at(-1)).toBe('')
  expect(served).toMatchObject([{ over: false }])
})

test('another set ends what is served and begins anew', async () => {
  run()
  await expect.poll(() => served.length).toBe(1)
  await osc.openSet(osc.set)
  await expect.poll(() => served.length).toBe(2)
  expect(served).toMatchObject([{ over: true }, { over: false }])
})

test('listens and sends only while no bridge inside Live serves it', async () => {
  taken = true
  run()
  const other = await openUdp({ host: '127.0.0.1', port: replyPort, receive() {}, onBroken() {} })
  expect([osc.sizes, served]).toEqual([[], []])
  await other.close()
  taken = false
  await expect.poll(() => served.length).toBe(1)
})

test('the port of another program is said once, and taken when it is free', async () => {
  const other = await openUdp({ host: '127.0.0.1', port: replyPort, receive() {}, onBroken() {} })
  run()
  await expect.poll(() => logged).toEqual([expect.stringContaining(`has port ${replyPort}`)])
  await other.close()
  await expect.poll(() => served.length).toBe(1)
  expect(logged).toHaveLength(1)
})

test('beats keep it the client that AbletonOSC tells things', async () => {
  run()
  await expect.poll(() => served.length).toBe(1)
  osc.faults.stolen = true
  await expect.poll(() => osc.faults.stolen).toBe(false)
})

test('ends with the runner, while it serves and while it looks', async () => {
  run()
  await expect.poll(() => served.length).toBe(1)
  stop.abort()
  await running
  expect(served).toMatchObject([{ over: true }])
  await osc.quit()
  stop = new AbortController()
  run()
  await expect.poll(() => logged.length).toBeGreaterThan(0)
  stop.abort()
  await running
})

test('a port that nobody answers from is told, also where the system does not say so', async () => {
  osc.faults.stalled = true
  running = abletonOscAdapter(
    { enabled: true, port: osc.port, replyPort },
    { times: { ...times, helloMs: 50 } },
  ).run(tools())
  await expect.poll(() => explained.at(-1)).toBe('AbletonOSC does not answer.')
  osc.faults.stalled = false
  await expect.poll(() => served.length, { timeout: 20_000 }).toBe(1)
})
