import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail } from '@segue/protocol'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Attempt, Hooks } from './attempt.ts'
import { createMediaLane, type MediaLane } from './mediaLane.ts'

const sampleRate = 48_000
const seconds = 3600
let root: string
let wav: string
let lane: MediaLane

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'segue-lane-'))
  wav = join(root, 'hour.wav')
  const bytes = sampleRate * 2 * seconds
  const header = Buffer.alloc(44)
  header.write('RIFF')
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(bytes, 40)
  const file = await open(wav, 'w')
  await file.write(header)
  await file.truncate(44 + bytes)
  await file.close()
})
afterAll(() => rm(root, { recursive: true, force: true }))
afterEach(() => lane.close())

const attempt = (type: string, given: Partial<Attempt> = {}): Attempt => ({
  runId: 'run_a',
  nodeId: 'a',
  attempt: 1,
  type,
  version: 1,
  lane: 'media',
  params: {},
  inputs: {},
  given: {},
  ports: null,
  feeders: {},
  now: 0,
  workDir: join(root, 'work'),
  outFolder: '/nowhere',
  unattended: false,
  marks: [],
  ...given,
})
const hour = { artifactId: 'a'.repeat(64), mime: 'audio/wav', bytes: 0, name: 'hour.wav', meta: {} }

const hooks = (onProgress: () => void = () => {}): Hooks => ({
  path: async () => wav,
  save: async () => hour,
  origin: async () => null,
  deliver: async () => wav,
  deliverSet: () => Promise.reject(new Error('none here')),
  gather: async () => [],
  bridge: () => Promise.reject(new Error('none here')),
  recall: async () => null,
  remember: async () => {},
  trusted: async () => ({ hashes: [], grant: '' }),
  approved: () => Promise.reject(new Error('none here')),
  studio: () => Promise.reject(new Error('none here')),
  children: async () => [],
  progress: onProgress,
  mark: () => {},
  log: () => {},
})

describe('the media lane', () => {
  test('runs steps in processes of their own and carries failures over with their code', async () => {
    lane = createMediaLane({ size: 1 })
    const text = attempt('text.template', { params: { template: '{value}!' }, inputs: { data: 5 } })
    expect(await lane.run(text, hooks(), new AbortController().signal)).toEqual({ outputs: { text: '5!' } })
    const unknown = lane.run(attempt('no.such'), hooks(), new AbortController().signal)
    await expect(unknown).rejects.toMatchObject({ failure: { code: 'node.unknown_type' } })
    expect(await lane.tool('peaksOf', wav)).toHaveLength(1200)
  })

  test('a step that is stopped ends, and the next one runs', async () => {
    lane = createMediaLane({ size: 1, graceMs: 500 })
    const abort = new AbortController()
    const why = fail({ code: 'step.stopped', message: 'stopped', hint: '-', kind: 'permanent' })
    const first = hooks(() => abort.abort(why))
    const stopped = lane.run(attempt('audio.analyze', { inputs: { audio: hour } }), first, abort.signal)
    await expect(stopped).rejects.toThrow()
    const text = attempt('text.template', { params: { template: 'next' } })
    expect(await lane.run(text, hooks(), new AbortController().signal)).toEqual({ outputs: { text: 'next' } })
  })

  test('a step that takes too much memory is ended with a failure that says so', async () => {
    lane = createMediaLane({ size: 1, maxBytes: 40 * 2 ** 20 })
    const hungry = lane.run(
      attempt('audio.analyze', { inputs: { audio: hour } }),
      hooks(),
      new AbortController().signal,
    )
    await expect(hungry).rejects.toMatchObject({ failure: { code: 'memory.exhausted' } })
  })

  test('closing ends what waits for a process, too', async () => {
    lane = createMediaLane({ size: 1 })
    const running = lane.tool('peaksOf', wav)
    const waiting = lane.tool('peaksOf', wav)
    const both = Promise.allSettled([running, waiting])
    await lane.close()
    expect((await both).map((one) => one.status)).toEqual(['rejected', 'rejected'])
  })
})
