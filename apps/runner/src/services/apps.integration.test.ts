import { readdirSync } from 'node:fs'
import { handle } from '@segue/bridge'
import { createClient, type SegueClient } from '@segue/client'
import { failureOf, live } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BadLine, openBadLine } from '../faults/badLine.ts'
import { type OpenDoors, openDoors } from '../server/openDoors.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { realApplication } from './testing/realApplication.ts'

const port = 4670
let runner: TestRunner
let doors: OpenDoors
let client: SegueClient
/** What Live was told to do. */
let told: string[]
let publish: ((topic: string, data: number) => void) | null
let leave: () => void

/** Live as this process plays it, with one topic. */
function open(): void {
  const fake = realApplication(runner.home, {
    app: 'live',
    name: 'Live as this test plays it',
    version: '12.1',
    standIn: false,
    topics: [
      {
        topic: 'transport',
        title: 'Transport',
        start(tell) {
          publish = (_, data) => tell(data)
          return () => {
            publish = null
          }
        },
      },
    ],
    handlers: [
      handle(live.setTempo, async ({ bpm }) => {
        told.push(`tempo ${bpm}`)
        return { bpm }
      }),
      handle(live.deleteTrack, async ({ track }) => {
        told.push(`delete ${track}`)
        return { name: track }
      }),
      handle(live.createAudioClip, async ({ file }) => {
        told.push(`clip of ${file.startsWith(runner.home.artifacts) ? 'a stored file' : file}`)
        throw new Error('Live said no.')
      }),
      handle(live.listTracks, async (_, { signal }) => {
        told.push('list')
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
        told.push('stopped')
        signal.throwIfAborted()
        return { tracks: [] }
      }),
    ],
  })
  leave = fake.stop
}

/** Lost lines are given their time to come back. */
const slow = { timeout: 20_000 }
const log = { warn: () => {}, error: () => {} }
const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)

beforeEach(async () => {
  told = []
  publish = null
  runner = await openTestRunner({ port })
  doors = await openDoors(runner, { home: runner.home, port, webFolder: '/nowhere', log })
  client = createClient({ url: `http://127.0.0.1:${port}`, token: doors.token })
  open()
  await expect.poll(async () => (await client.live.connection()).bridge?.name).toContain('as this test')
})
afterEach(async () => {
  leave()
  await client.close()
  await doors.close()
  await runner[Symbol.asyncDispose]()
})

describe('a command', () => {
  test('is sent with checked args, and its answer comes back', async () => {
    expect(await client.live.setTempo({ bpm: 128 })).toEqual({ bpm: 128 })
    expect(told).toEqual(['tempo 128'])
    const { calls } = await client.live.connection()
    expect(calls[0]).toMatchObject({ command: 'tempo.set', title: 'Set the tempo', outcome: 'ok' })
  })

  test.each([
    ['a value out of its range', { bpm: 2000 }, '“bpm” takes a number from 20 to 999.'],
    ['a value of another kind', { bpm: 'fast' }, '“bpm” takes a number from 20 to 999.'],
    ['an arg that it has not', { bpm: 120, swing: 1 }, 'It takes bpm.'],
    ['nothing', {}, '“bpm” takes a number from 20 to 999.'],
  ])('with %s is refused, and told what it takes', async (_, args, hint) => {
    const failure = await failed(client.apps.call({ app: 'live', command: 'tempo.set', args }))
    expect(failure).toMatchObject({ code: 'command.args_invalid', kind: 'input', hint })
    expect(told).toEqual([])
  })

  test('that nobody knows is refused, and told what there is', async () => {
    const failure = await failed(client.apps.call({ app: 'live', command: 'tempo.swing' }))
    expect(failure).toMatchObject({ code: 'command.unknown', hint: 'It has tempo.set.' })
  })

  test('that deletes wants a yes; a dry run does not', async () => {
    const args = { track: 'Bass' }
    expect(await failed(client.live.deleteTrack(args))).toMatchObject({
      code: 'command.needs_confirm',
      hint: expect.stringContaining('confirm: true'),
    })
    const dry = await client.apps.call({ app: 'live', command: 'track.delete', args, dryRun: true })
    expect(dry).toMatchObject({ dryRun: true })
    expect(told).toEqual([])
    expect(await client.live.deleteTrack(args, { confirm: true })).toEqual({ name: 'Bass' })
    expect(told).toEqual(['delete Bass'])
  })

  test('twice with one key is done once', async () => {
    const twice = [1, 2].map(() => client.live.setTempo({ bpm: 90 }, { idempotencyKey: 'once' }))
    expect(await Promise.all(twice)).toEqual([{ bpm: 90 }, { bpm: 90 }])
    expect(told).toEqual(['tempo 90'])
  })

  test('reads a stored file, never a path; what it fails with comes back, and no folder stays', async () => {
    const file = await runner.artifacts.putBytes(Buffer.from('RIFF'), { name: 'kick.wav', mime: 'audio/wav' })
    const clip = { track: 'Drums', scene: '#1' }
    expect(await failed(client.live.createAudioClip({ ...clip, file }))).toMatchObject({
      message: expect.stringContaining('Live said no.'),
    })
    expect(told).toEqual(['clip of a stored file'])
    const path = { ...clip, file: '/etc/passwd' }
    const refused = await failed(client.apps.call({ app: 'live', command: 'clip.audio', args: path }))
    expect(refused).toMatchObject({ hint: '“file” takes a reference to a stored file.' })
    expect(readdirSync(runner.home.work)).toEqual([])
  })

  test('ends in the application when the caller gives up', async () => {
    const stop = new AbortController()
    const listing = failed(client.live.listTracks({}, { signal: stop.signal }))
    await expect.poll(() => told).toEqual(['list'])
    stop.abort()
    await listing
    await expect.poll(() => told).toEqual(['list', 'stopped'])
  })

  test('that takes long holds up nothing else', async () => {
    const stop = new AbortController()
    const listing = failed(client.live.listTracks({}, { signal: stop.signal }))
    expect(await client.system.version()).toBeTypeOf('string')
    stop.abort()
    await listing
  })
})

test('an application that is not there says what to do', async () => {
  expect(await failed(client.obs.setScene({ scene: 'Finale' }))).toMatchObject({
    code: 'bridge.not_available',
    hint: expect.stringMatching(/./),
  })
})

describe('listening', () => {
  let bad: BadLine
  let far: SegueClient
  beforeEach(async () => {
    bad = await openBadLine({ port, host: '127.0.0.1' })
    far = createClient({ url: `http://127.0.0.1:${bad.port}`, token: doors.token })
  })
  afterEach(async () => {
    await far.close()
    await bad.close()
  })

  test('R28 goes on after a lost line to the runner, and after the application came back', async () => {
    const heard: unknown[] = []
    const stop = far.live.on('transport', ({ topic, data }) => heard.push([topic, data]))
    await expect.poll(() => publish, slow).not.toBeNull()
    publish?.('transport', 1)
    await expect.poll(() => heard, slow).toEqual([['transport', 1]])
    const lost = new Promise((resolve) => far.connection.subscribe(resolve))
    bad.cut()
    expect(await lost).toBe('offline')
    await expect.poll(() => publish !== null && far.connection.get(), slow).toBe('online')
    publish?.('transport', 2)
    await expect.poll(() => heard.at(-1), slow).toEqual(['transport', 2])
    leave()
    await expect.poll(() => publish, slow).toBeNull()
    open()
    await expect.poll(() => publish, slow).not.toBeNull()
    publish?.('transport', 3)
    await expect.poll(() => heard.at(-1), slow).toEqual(['transport', 3])
    stop()
    await expect.poll(() => publish, slow).toBeNull()
  })

  test('to a connection tells every change of it', async () => {
    const names: (string | undefined)[] = []
    const stop = client.live.watch(({ bridge }) => names.push(bridge?.name))
    await expect.poll(() => names.at(-1), slow).toContain('as this test')
    leave()
    await expect.poll(() => names.at(-1) ?? 'gone', slow).not.toContain('as this test')
    stop()
  })
})
