import { setImmediate as turn } from 'node:timers/promises'
import { failureOf, live } from '@segue/protocol'
import { facts } from '@segue/simulators/abletonosc/facts'
import type { SimulatedClip } from '@segue/simulators/abletonosc/things'
import { afterEach, expect, test } from 'vitest'
import { boundsOf } from './noteWire.ts'
import { type Bench, openBench } from './testing.ts'
import { numberOf } from './values.ts'

let bench: Bench
let clip: string
afterEach(() => bench.close())
const failing = (call: Promise<unknown>) => call.then(() => null, failureOf)
const note = (pitch: number, start: number, duration = 0.25) => ({ pitch, start, duration })
/** So many notes, each at its own place. */
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => note(index % 128, index / 8, 0.125))

async function openClip(maxDatagram = facts.maxDatagram): Promise<SimulatedClip> {
  bench = await openBench({ maxDatagram })
  clip = (await bench.call(live.createClip, { track: '#1', scene: '#1', name: 'Melody', length: 16 })).clip
  const made = bench.osc.set.tracks[0]?.slots[0]?.clip
  if (!made) throw new Error('There is no clip.')
  return made
}

test('more notes than a datagram holds are written in portions and all are read back', async () => {
  const { notes } = await openClip(facts.maxDatagramMac).then((made) => ({ notes: () => made.notes }))
  expect(await bench.call(live.setNotes, { clip, notes: many(1500) })).toEqual({ count: 1500 })
  expect(notes()).toHaveLength(1500)
  expect(Math.max(...bench.osc.sizes)).toBeLessThanOrEqual(facts.maxDatagramMac)
  expect(bench.osc.asked.filter((address) => address === '/live/clip/add/notes')).toHaveLength(4)
})

test('an answer too long for a datagram is lost, so what is read is cut until it fits', async () => {
  const made = await openClip(facts.maxDatagramMac)
  made.notes = many(1200).map((one) => ({ ...one, velocity: 90, mute: false }))
  const { notes } = await bench.call(live.getNotes, { clip })
  expect(notes).toHaveLength(1200)
  expect(new Set(notes.map(({ pitch, start }) => `${pitch} ${start}`)).size).toBe(1200)
})

test('an answer of more values than are read at once is cut as well', async () => {
  const made = await openClip()
  made.notes = many(2800).map((one) => ({ ...one, velocity: 90, mute: false }))
  expect((await bench.call(live.getNotes, { clip })).notes).toHaveLength(2800)
})

test('a late answer for one area is never taken for the next: answers do not repeat what was asked', async () => {
  const made = await openClip()
  made.notes = [note(60, 0), note(62, 8)].map((one) => ({ ...one, velocity: 90, mute: false }))
  const ask = (from: number, signal?: AbortSignal) =>
    bench.client.ask(
      {
        address: '/live/clip/get/notes',
        place: [0, 0],
        more: boundsOf({ pitch: 0, pitches: 128, from, span: 4 }),
      },
      signal,
    )
  bench.osc.faults.delay('/live/clip/get/notes', 3, 2)
  const stop = new AbortController()
  const given = ask(0, stop.signal)
  await turn()
  stop.abort()
  await failing(given)
  expect(numberOf((await ask(8))[0])).toBe(62)
})

test('many notes at one moment are cut by pitch', async () => {
  const made = await openClip(1000)
  made.notes = Array.from({ length: 128 }, (_, pitch) => ({
    ...note(pitch, 2),
    velocity: 100,
    mute: pitch === 5,
  }))
  const { notes } = await bench.call(live.getNotes, { clip })
  expect(notes.map(({ pitch }) => pitch).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 128 }, (_, n) => n),
  )
  expect(notes.find(({ mute }) => mute)?.pitch).toBe(5)
})

test('the highest pitch is among the notes, though AbletonOSC leaves it out by itself', async () => {
  const made = await openClip()
  await bench.call(live.addNotes, { clip, notes: [note(127, 0), note(0, 0)] })
  expect((await bench.call(live.getNotes, { clip })).notes.map(({ pitch }) => pitch)).toEqual([0, 127])
  expect(await bench.call(live.removeNotes, { clip })).toEqual({ count: 2 })
  expect(made.notes).toEqual([])
})

test('only the notes of an area are read and removed', async () => {
  await openClip()
  await bench.call(live.setNotes, { clip, notes: [note(60, -4), note(60, 0), note(62, 1.5), note(64, 900)] })
  const area = { from: 0, span: 4, pitch: 61, pitches: 10 }
  expect((await bench.call(live.getNotes, { clip, ...area })).notes).toMatchObject([
    { pitch: 62, start: 1.5 },
  ])
  expect(await bench.call(live.removeNotes, { clip, ...area })).toEqual({ count: 1 })
  expect((await bench.call(live.getNotes, { clip, from: -100 })).notes.map(({ start }) => start)).toEqual([
    -4, 0, 900,
  ])
})

test('writing puts notes in the place of all that were there, and adding leaves them', async () => {
  const made = await openClip()
  const pitches = () => made.notes.map(({ pitch }) => pitch)
  await bench.call(live.setNotes, { clip, notes: [note(60, 0), note(127, -2)] })
  await bench.call(live.setNotes, { clip, notes: [note(62, 1)] })
  expect(pitches()).toEqual([62])
  await bench.call(live.addNotes, { clip, notes: [note(64, 1)] })
  expect(pitches()).toEqual([62, 64])
  await bench.call(live.setNotes, { clip, notes: [] })
  expect(pitches()).toEqual([])
})

test('a portion that is lost on the way is told, and the old notes are back', async () => {
  const made = await openClip()
  await bench.call(live.setNotes, { clip, notes: [note(60, 0), note(62, 1)] })
  const before = [...made.notes]
  bench.osc.faults.lose('/live/clip/add/notes')
  expect(await failing(bench.call(live.setNotes, { clip, notes: many(10) }))).toMatchObject({
    code: 'bridge.verify_failed',
    message: expect.stringContaining('Live kept 0 of 10 notes'),
  })
  await expect.poll(() => made.notes).toEqual(before)
})

test('notes that Live shortens are told, and nothing is added', async () => {
  const made = await openClip()
  const notes = [note(60, 0, 4), note(60, 1, 1)]
  expect(await failing(bench.call(live.addNotes, { clip, notes }))).toMatchObject({
    code: 'bridge.verify_failed',
  })
  await expect.poll(() => made.notes).toEqual([])
})

test('what notes cannot carry through AbletonOSC is refused, not left out', async () => {
  await openClip()
  const rich = { ...note(60, 0), probability: 0.5 }
  expect(await failing(bench.call(live.addNotes, { clip, notes: [rich] }))).toMatchObject({
    code: 'bridge.not_available',
  })
  await bench.call(live.addNotes, { clip, notes: [note(60, 0)] })
  await bench.call(live.getNotes, { clip })
  expect(bench.warned.join()).toContain('neither chance')
})

test('a clip is there before its name and its notes are sent', async () => {
  await openClip()
  const { asked } = bench.osc
  expect(asked.indexOf('/live/clip/set/name')).toBeGreaterThan(asked.indexOf('/live/clip_slot/get/has_clip'))
})

test('a cancel in the middle leaves the notes as they were', async () => {
  const made = await openClip()
  await bench.call(live.setNotes, { clip, notes: [note(60, 0)] })
  const before = [...made.notes]
  const stop = new AbortController()
  const writing = bench.call(live.setNotes, { clip, notes: many(5000) }, stop.signal)
  const adds = () => bench.osc.asked.filter((address) => address === '/live/clip/add/notes').length
  await expect.poll(adds).toBeGreaterThan(2)
  stop.abort(new Error('enough'))
  await expect(writing).rejects.toThrow('enough')
  await expect.poll(() => made.notes).toEqual(before)
})
