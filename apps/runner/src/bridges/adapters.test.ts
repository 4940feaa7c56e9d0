import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bridge, handle } from '@segue/bridge'
import type { Adapter, AdapterTools, Served } from '@segue/bridge/adapter'
import { defineCommand, failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createHub, type Hub } from './hub.ts'

// The steps of docs/add-an-application.md on a made-up light desk, which borrows the id of OBS.

const desk = {
  setLevel: defineCommand({
    app: 'obs',
    command: 'level.set',
    title: 'Set a light',
    description: 'Sets a light from 0 to 1.',
    args: z.strictObject({ light: z.string(), level: z.number().min(0).max(1) }),
    result: z.object({ light: z.string(), level: z.number() }),
    effects: 'write',
    idempotent: true,
    cancellable: 'no',
    realtime: true,
  }),
  listLights: defineCommand({
    app: 'obs',
    command: 'light.list',
    title: 'Lights',
    description: 'Every light with its level.',
    args: z.strictObject({}),
    result: z.object({ lights: z.record(z.string(), z.number()) }),
    effects: 'read',
    idempotent: true,
    cancellable: 'no',
  }),
} as const

/** The desk itself: a person may switch it off and on. */
function makeDesk() {
  const lights: Record<string, number> = { Front: 0 }
  const listeners = new Set<(light: string) => void>()
  let served: Served | null = null
  let isOn = Promise.withResolvers<void>()
  const bridge: Bridge = {
    app: 'obs',
    name: 'Light desk',
    version: '1.2',
    standIn: false,
    handlers: [
      handle(desk.setLevel, async ({ light, level }) => {
        lights[light] = level
        for (const tell of listeners) tell(light)
        return { light, level: lights[light] ?? 0 }
      }),
      handle(desk.listLights, async () => ({ lights })),
    ],
    topics: [
      {
        topic: 'light.changed',
        title: 'A light has another level',
        start(publish) {
          const tell = (light: string) => publish({ light, level: lights[light] ?? 0 }, light)
          listeners.add(tell)
          return () => void listeners.delete(tell)
        },
      },
    ],
  }
  const adapter: Adapter = {
    app: 'obs',
    async run({ serve, signal, explain }: AdapterTools) {
      const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      while (!signal.aborted) {
        explain('The light desk is switched off.')
        await Promise.race([isOn.promise, stopped])
        if (signal.aborted) return
        explain('')
        served = serve(bridge)
        await Promise.race([served.ended, stopped])
        served.end()
        await served.ended
      }
    },
  }
  return {
    adapter,
    listeners,
    on: () => isOn.resolve(),
    off() {
      isOn = Promise.withResolvers()
      served?.end()
    },
  }
}

let home: string
let hub: Hub
let light: ReturnType<typeof makeDesk>
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'segue-adapter-'))
  light = makeDesk()
  hub = await createHub({
    home,
    logger: pino({ level: 'silent' }),
    runnerVersion: '0',
    blender: 'off',
    port: null,
    adapters: [light.adapter],
  })
  await hub.start()
})
afterEach(async () => {
  await hub.close()
  rmSync(home, { recursive: true, force: true })
})
const stateOf = () => hub.states().find(({ app }) => app === 'obs')

test('an adapter serves its commands and topics through the hub', async () => {
  light.on()
  await expect.poll(() => stateOf()?.state).toBe('idle')
  const heard: unknown[] = []
  const stop = hub.subscribe('obs', 'light.changed', ({ data }) => heard.push(data))
  const bridge = await hub.use('obs')
  expect(bridge).toMatchObject({ provider: 'obs@1.2', standIn: false })
  await expect.poll(() => light.listeners.size).toBe(1)
  expect(await bridge.call(desk.setLevel, { light: 'Front', level: 0.5 })).toEqual({
    light: 'Front',
    level: 0.5,
  })
  expect(await bridge.call(desk.listLights, {})).toEqual({ lights: { Front: 0.5 } })
  await expect.poll(() => heard).toEqual([{ light: 'Front', level: 0.5 }])
  stop()
  await expect.poll(() => light.listeners.size).toBe(0)
})

test('what the adapter explains is what the state says', async () => {
  await expect
    .poll(stateOf)
    .toMatchObject({ state: 'absent', provider: 'obs', detail: 'The light desk is switched off.' })
  light.on()
  await expect.poll(stateOf).toMatchObject({ state: 'idle', detail: '' })
})

test('an application that goes away is missed, and found again when it is back', async () => {
  light.on()
  await expect.poll(() => stateOf()?.state).toBe('idle')
  const bridge = await hub.use('obs')
  light.off()
  await expect.poll(() => stateOf()?.detail, { timeout: 10_000 }).toContain('OBS is gone')
  light.on()
  await expect.poll(() => stateOf()?.state).toBe('idle')
  expect(await bridge.call(desk.listLights, {})).toEqual({ lights: { Front: 0 } })
})

test('arguments are held to the contract before they reach the application', async () => {
  light.on()
  await expect.poll(() => stateOf()?.state).toBe('idle')
  const bridge = await hub.use('obs')
  const wrong = await bridge.call(desk.setLevel, { light: 'Front', level: 2 }).then(() => null, failureOf)
  expect(wrong).toMatchObject({ code: 'bridge.invalid_args' })
})

test('an adapter that fails takes nothing with it', async () => {
  const broken: Adapter = { app: 'midi', run: () => Promise.reject(new Error('broken')) }
  await hub.close()
  hub = await createHub({
    home,
    logger: pino({ level: 'silent' }),
    runnerVersion: '0',
    blender: 'off',
    port: null,
    adapters: [broken, light.adapter],
  })
  await hub.start()
  light.on()
  await expect.poll(() => stateOf()?.state).toBe('idle')
})
