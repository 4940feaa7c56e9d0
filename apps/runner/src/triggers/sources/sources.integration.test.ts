import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeOsc } from '@segue/osc'
import { freeUdpPort } from '@segue/osc/testing'
import { sendDatagram } from '@segue/osc/udp'
import { midi, TriggerDraft, type TriggerDraftInput } from '@segue/protocol'
import { startSimulatedLive } from '@segue/simulators/live/program'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bridgeKey } from '../../bridges/bridgeKey.ts'
import { pipePath } from '../../bridges/door.ts'
import { Config } from '../../config/config.ts'
import { recipeOf, text } from '../../services/testing/chain.ts'
import { openTestRunner, type TestRunner } from '../../testing.ts'

const patient = { timeout: 60_000 }
const sample = '/usr/share/sonic-pi/samples/bd_boom.flac'

const words = recipeOf({ a: text('{value}') }, [], {
  inputs: [
    { key: 'data', label: 'Words', type: 'json', required: true, to: [{ nodeId: 'a', port: 'data' }] },
  ],
  outputs: [{ key: 'said', from: { nodeId: 'a', port: 'text' } }],
})
const sound = recipeOf({ a: { type: 'file.audio', version: 1, name: 'Sound', params: {} } }, [], {
  inputs: [
    { key: 'file', label: 'Sound', type: 'file', required: true, to: [{ nodeId: 'a', port: 'file' }] },
  ],
  outputs: [{ key: 'audio', from: { nodeId: 'a', port: 'audio' } }],
})

describe('what happens around Segue starts a recipe', () => {
  let runner: TestRunner
  beforeAll(async () => {
    const { applications } = Config.parse({ applications: { blender: 'off', midi: { enabled: true } } })
    runner = await openTestRunner({ applications })
  })
  afterAll(() => runner[Symbol.asyncDispose]())

  const add = async (recipe: typeof words, settings: TriggerDraftInput['settings']) => {
    const { id: recipeId } = await runner.services.recipes.create({ name: 'Words', recipe })
    const draft = TriggerDraft.parse({ recipeId, name: 'By itself', settings })
    const { id } = await runner.services.triggers.create(draft)
    const view = () => runner.services.triggers.get(id)
    await expect.poll(async () => (await view()).failure, patient).toBeNull()
    return id
  }
  /** The outputs of the only run of a trigger. */
  const outputsOf = async (id: string) => {
    const fired = () => runner.services.triggers.history({ id, limit: 10 })
    await expect.poll(fired, patient).toMatchObject([{ outcome: 'fired' }])
    const [{ runId } = { runId: null }] = await fired()
    const head = () => runner.host.runs.head(runId ?? '')
    await expect.poll(() => head().status, patient).toBe('succeeded')
    return head().outputs
  }

  test('a file that is there whole', async () => {
    const folder = join(runner.home.root, 'exports')
    await mkdir(folder)
    const id = await add(sound, { kind: 'files', folder, settleSec: 1, map: { file: '/file' } })
    await copyFile(sample, join(folder, 'Boom.flac'))
    expect(await outputsOf(id)).toMatchObject({ audio: { mime: 'audio/flac', meta: { sampleRate: 44_100 } } })
  })

  test('an OSC message', async () => {
    const port = await freeUdpPort()
    const id = await add(words, {
      ...{ kind: 'osc', port, address: '/cue/*', debounceMs: 0 },
      map: { data: '' },
    })
    const message = { address: '/cue/go', values: [{ type: 'string' as const, value: '{value}' }] }
    // Until the port is open nobody hears; a press more than one is one run more, which may be skipped.
    await expect
      .poll(async () => {
        await sendDatagram(encodeOsc(message), '127.0.0.1', port)
        return (await runner.services.triggers.history({ id, limit: 1 })).length
      }, patient)
      .toBe(1)
    await runner.services.triggers.pause(id)
    const fired = (await runner.services.triggers.history({ id, limit: 10 })).filter(
      ({ outcome }) => outcome === 'fired',
    )
    expect(fired[0]?.inputs.data).toEqual({ address: '/cue/go', args: ['{value}'], from: '127.0.0.1' })
  })

  test('a MIDI note', async () => {
    const id = await add(words, {
      ...{ kind: 'midi', port: 'segue', number: 36, debounceMs: 0 },
      map: { data: '' },
    })
    const bridge = await runner.hub.use('midi')
    await expect
      .poll(async () => {
        await bridge.call(midi.sendMessage, { port: 'Segue', type: 'noteOn', number: 36, value: 127 })
        return (await runner.services.triggers.history({ id, limit: 1 })).length
      }, patient)
      .toBe(1)
    expect((await runner.services.triggers.history({ id, limit: 10 })).at(-1)?.inputs.data).toMatchObject({
      number: 36,
      level: 1,
    })
  })

  test('a locator that Live passes', async () => {
    const id = await add(words, {
      ...{ kind: 'app', app: 'live', happening: 'locator.passed', debounceMs: 0 },
      ...{ name: 'Drop', map: { data: '/name' } },
    })
    const note = async () => (await runner.services.triggers.get(id)).note
    await expect.poll(note, patient).toBe('It waits for Live.')
    const { root } = runner.home
    const address =
      process.platform === 'win32' ? `pipe:${pipePath(root)}` : `unix:${join(root, 'run', 'bridge.sock')}`
    await runner.hub.start()
    const live = await startSimulatedLive({ address, key: bridgeKey(root, 'live'), speed: 20 })
    try {
      await expect.poll(note, patient).toBeNull()
      await live.tell({ do: 'locator', beats: 8, name: 'Drop' })
      await expect
        .poll(
          async () => {
            // Live hears of a listener some moments after the trigger stands.
            await live.tell({ do: 'press', what: 'stop' })
            await live.tell({ do: 'locate', beats: 7 })
            await live.tell({ do: 'press', what: 'play' })
            return (await runner.services.triggers.history({ id, limit: 10 })).map(({ outcome }) => outcome)
          },
          { ...patient, interval: 500 },
        )
        .toContain('fired')
    } finally {
      await live.close()
    }
    expect((await runner.services.triggers.history({ id, limit: 10 })).at(-1)?.inputs).toEqual({
      data: 'Drop',
    })
    await expect.poll(note, patient).toBe('It waits for Live.')
  })
})
