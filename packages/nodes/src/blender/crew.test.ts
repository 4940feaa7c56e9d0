import { fail, mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import type { BridgeUse, SpareBridge } from '../bridgeUse.ts'
import { testBench } from '../testing.ts'
import { spread } from './crew.ts'
import { fakeBlender } from './fakeBlender.ts'
import { render } from './render.ts'

const died = () =>
  fail({ code: 'bridge.disconnected', message: 'Blender ended.', hint: '-', kind: 'transient' })
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** A pool of processes that render when the test lets them. */
function stage(spares: number) {
  const done = new Map<number, string>()
  const shares: { by: string; frames: readonly number[]; opened: boolean }[] = []
  const opened = new Set(['own'])
  const released: string[] = []
  const free = Array.from({ length: spares }, (_, i) => `spare ${i + 1}`)
  const log: string[] = []
  let awaited = false
  const named = (name: string) => ({ provider: name, standIn: false }) as unknown as BridgeUse
  const bridge: BridgeUse = {
    ...named('own'),
    spare() {
      const name = awaited ? undefined : free.shift()
      if (name === undefined) return null
      const spare: SpareBridge = {
        ...named(name),
        get awaited() {
          return awaited
        },
        release() {
          released.push(name)
          free.push(name)
        },
      }
      return spare
    },
  }
  return {
    done,
    shares,
    released,
    log,
    free,
    awaitAll() {
      awaited = true
    },
    run: (frames: number[], draw: (frame: number, by: string) => void | Promise<void> = () => {}) =>
      spread(frames, {
        bridge,
        open: async ({ provider }) => void opened.add(provider),
        async render({ provider: by }, some) {
          shares.push({ by, frames: some, opened: opened.has(by) })
          for (const frame of some) {
            await Promise.resolve()
            await draw(frame, by)
            done.set(frame, by)
          }
          return 100
        },
        isDone: (frame) => done.has(frame),
        settled: async () => {},
        log: (text) => log.push(text),
      }),
  }
}

test('240 frames are spread over all that are free, each frame once, and the spares are given back', async () => {
  const pool = stage(2)
  await pool.run(range(1, 240))
  const drawn = pool.shares.flatMap(({ frames }) => frames)
  expect(drawn.toSorted((a, b) => a - b)).toEqual(range(1, 240))
  const by = Map.groupBy(pool.done.values(), (name) => name)
  for (const name of ['own', 'spare 1', 'spare 2']) expect(by.get(name)?.length).toBeGreaterThan(40)
  expect(pool.shares.every(({ opened }) => opened)).toBe(true)
  expect(pool.released.toSorted()).toEqual(['spare 1', 'spare 2'])
})

test('when one dies, only what it had not drawn is drawn again', async () => {
  const pool = stage(1)
  const times = new Map<number, number>()
  let dead = false
  await pool.run(range(1, 60), (frame, by) => {
    times.set(frame, (times.get(frame) ?? 0) + 1)
    if (by !== 'spare 1' || dead || pool.shares.find((share) => share.by === by)?.frames.indexOf(frame) !== 3)
      return
    dead = true
    throw died()
  })
  expect([...pool.done.keys()].toSorted((a, b) => a - b)).toEqual(range(1, 60))
  expect([...times.values()].filter((count) => count > 1)).toEqual([2])
  expect(pool.log).toEqual([expect.stringContaining('Blender ended.')])
})

test('one that becomes free later joins in', async () => {
  const pool = stage(0)
  await pool.run(range(1, 40), (frame) => {
    if (frame === 5) pool.free.push('late')
  })
  expect([...pool.done.values()]).toContain('late')
})

test('a spare that somebody else waits for goes after its share', async () => {
  const pool = stage(1)
  await pool.run(range(1, 100), (_, by) => {
    if (by === 'spare 1') pool.awaitAll()
  })
  expect(pool.shares.filter(({ by }) => by === 'spare 1')).toHaveLength(1)
  expect(pool.released).toEqual(['spare 1'])
  expect(pool.done.size).toBe(100)
})

test('a scene that kills again and again is given up, and everybody has stopped by then', async () => {
  const pool = stage(1)
  let working = 0
  const doomed = pool.run(range(1, 50), async (frame) => {
    working++
    await Promise.resolve()
    working--
    if (frame % 7 === 0) throw died()
  })
  await expect(doomed).rejects.toMatchObject({ failure: { code: 'bridge.disconnected' } })
  expect(working).toBe(0)
  expect(pool.released).toEqual(['spare 1'])
})

test('another failure than a lost process ends it at once', async () => {
  const pool = stage(1)
  const full = fail({ code: 'bridge.app_error', message: 'No space.', hint: '-', kind: 'permanent' })
  await expect(
    pool.run(range(1, 50), (frame) => {
      if (frame === 2) throw full
    }),
  ).rejects.toThrow('No space.')
  expect(pool.done.size).toBeLessThan(40)
})

test('a render uses the spare process: marks, order and pictures are those of one', async () => {
  const bench = testBench()
  const scene = await bench.save(Buffer.from('scene'), { mime: mimeTypes.blend, name: 'film.blend' })
  const [own, other] = [fakeBlender({ standIn: true }), fakeBlender({ standIn: true })]
  let given = false
  const spare = { ...other.bridge, awaited: false, release: () => {} }
  const marks = new Map()
  const bridge: BridgeUse = {
    ...own.bridge,
    spare() {
      if (given) return null
      given = true
      return spare
    },
  }
  const { frames } = await bench.run(render, { marks, inputs: { scene }, bridges: { blender: bridge } })
  expect(other.of('file.open')).toHaveLength(1)
  const drawn = [own, other].flatMap((one) => one.of('render.frames').flatMap((args) => args.frames))
  expect(drawn.toSorted()).toEqual([1, 2, 3, 4])
  expect(other.of('render.frames').length).toBeGreaterThan(0)
  expect([...marks.keys()].toSorted()).toEqual(['frame:1', 'frame:2', 'frame:3', 'frame:4'])
  const alone = await bench.run(render, { inputs: { scene }, bridges: { blender: own.bridge } })
  expect(frames.artifactId).toBe(alone.frames.artifactId)
})
