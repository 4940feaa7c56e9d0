import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftSetFile } from './draftSet.ts'
import { readSet } from './read.ts'
import { beatToSec, secToBeat } from './tempo.ts'

async function setWith(tempo: { beat: number; bpm: number }[], locators: number[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'segue-tempo-'))
  const path = join(folder, 'tempo.als')
  const marks = locators.map((beat, i) => ({ beat, name: String(i) }))
  await writeFile(path, draftSetFile({ version: 12, bpm: 133, tempo, locators: marks, tracks: [] }))
  try {
    return await readSet(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('without automation the tempo is the one that the set shows', async () => {
  expect((await setWith([])).tempoMap).toEqual([{ beat: 0, sec: 0, bpm: 133, ramp: false }])
})

test('a slope plays as steps of a sixteenth, held from the value where each begins', async () => {
  const { tempoMap, bpm } = await setWith([
    { beat: 4, bpm: 60 },
    { beat: 8, bpm: 120 },
  ])
  expect(bpm).toBe(60)
  expect(tempoMap).toHaveLength(17)
  const steps = Array.from({ length: 16 }, (_, i) => 60 + i * 3.75)
  const expected = steps.reduce((sec, step) => sec + 15 / step, 4)
  expect(beatToSec(tempoMap, 8)).toBeCloseTo(expected, 5)
  expect(tempoMap.at(-1)).toMatchObject({ beat: 8, bpm: 120 })
})

test('steep points off the grid count only where a sixteenth begins', async () => {
  const set = await setWith([
    { beat: 0, bpm: 120 },
    { beat: 4.1, bpm: 120 },
    { beat: 4.12, bpm: 20 },
    { beat: 4.2, bpm: 120 },
  ])
  expect(set.tempoMap).toHaveLength(1)
})

test('a jump takes the later of two points at one beat', async () => {
  const { locators } = await setWith(
    [
      { beat: 0, bpm: 60 },
      { beat: 4, bpm: 60 },
      { beat: 4, bpm: 120 },
    ],
    [4, 6],
  )
  expect(locators.map(({ sec }) => sec)).toEqual([4, 5])
})

test('a very dense map travels small and stays exact for locators and for its end', async () => {
  const dense = Array.from({ length: 8000 }, (_, i) => ({ beat: i / 4, bpm: 90 + ((i * 37) % 60) }))
  const set = await setWith(dense, [777.25, 1999])
  expect(set.tempoMap.length).toBeLessThanOrEqual(514)
  const exact = (beat: number) => dense.slice(0, beat * 4).reduce((sec, { bpm }) => sec + 15 / bpm, 0)
  expect(set.locators[0]?.sec).toBeCloseTo(exact(777.25), 4)
  expect(set.locators[1]?.sec).toBeCloseTo(exact(1999), 4)
  expect(beatToSec(set.tempoMap, 1999)).toBeCloseTo(exact(1999), 0)
})

test('beats to seconds and back is the same beat, for any map', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 20, max: 400 })), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(points, fc.double({ min: 0, max: 2000, noNaN: true }), (steps, beat) => {
      const map = [{ beat: 0, sec: 0, bpm: 120, ramp: false }]
      for (const [beats, bpm] of steps) {
        const last = map.at(-1) ?? { beat: 0, sec: 0, bpm: 120 }
        map.push({ beat: last.beat + beats, sec: last.sec + (beats * 60) / last.bpm, bpm, ramp: false })
      }
      expect(secToBeat(map, beatToSec(map, beat))).toBeCloseTo(beat, 6)
    }),
  )
})
