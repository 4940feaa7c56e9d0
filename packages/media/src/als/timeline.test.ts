import { expect, test } from 'vitest'
import type { LiveSet, LiveTrack, MidiClip } from './liveSet.ts'
import { notesOnTimeline, passesOf, timelineOf } from './timeline.ts'

const clip = (part: Partial<MidiClip>): MidiClip => ({
  kind: 'midi',
  name: '',
  start: 0,
  end: 4,
  disabled: false,
  loop: { on: false, start: 0, end: 4, offset: 0 },
  meter: null,
  notes: [],
  ...part,
})
const note = (beat: number, beats = 0.5) => ({
  key: 60,
  beat,
  beats,
  velocity: 100,
  velocityDeviation: 0,
  releaseVelocity: 64,
  probability: 1,
})

test('a clip without a loop plays its content once, from its start marker', () => {
  const passes = passesOf(clip({ start: 8, end: 12, loop: { on: false, start: 2, end: 5, offset: 0 } }))
  expect(passes).toEqual([{ from: 8, to: 11, at: 2 }])
})

test('a loop starts at its offset and goes round until the clip ends', () => {
  const passes = passesOf(clip({ end: 10, loop: { on: true, start: 0, end: 4, offset: 1 } }))
  expect(passes).toEqual([
    { from: 0, to: 3, at: 1 },
    { from: 3, to: 7, at: 0 },
    { from: 7, to: 10, at: 0 },
  ])
})

test('a start marker before the loop plays up to it first', () => {
  const passes = passesOf(clip({ end: 6, loop: { on: true, start: 4, end: 6, offset: -2 } }))
  expect(passes).toEqual([
    { from: 0, to: 4, at: 2 },
    { from: 4, to: 6, at: 4 },
  ])
})

test('a loop of no length does not hang', () => {
  expect(passesOf(clip({ end: 1e9, loop: { on: true, start: 3, end: 3, offset: 0 } }))).toHaveLength(1)
  expect(passesOf(clip({ end: 1e300, loop: { on: true, start: 0, end: 0.01, offset: 0 } })).length).toBe(
    20_000,
  )
})

test('notes outside the part that plays are not heard, and long ones end with it', () => {
  const notes = [note(0), note(1), note(3.5, 9), note(4)]
  const heard = notesOnTimeline(
    clip({ start: 16, end: 19, notes, loop: { on: false, start: 1, end: 4, offset: 0 } }),
  )
  expect(heard.map(({ beat, beats }) => [beat, beats])).toEqual([
    [16, 0.5],
    [18.5, 0.5],
  ])
})

const track = (part: Partial<LiveTrack>) => ({ arrangement: [], session: [], ...part }) as LiveTrack
const set = (tracks: LiveTrack[]) => ({ bpm: 120, endBeat: 0, tracks }) as unknown as LiveSet

test('scenes follow each other; a short loop goes round as long as the longest clip', () => {
  const looped = clip({ loop: { on: true, start: 0, end: 4, offset: 0 } })
  const long = clip({ loop: { on: false, start: 0, end: 16, offset: 0 } })
  const timeline = timelineOf(
    set([
      track({ session: [{ scene: 0, clip: looped }] }),
      track({
        session: [
          { scene: 0, clip: long },
          { scene: 2, clip: looped },
        ],
      }),
    ]),
  )
  expect(timeline.from).toBe('session')
  expect(timeline.endBeat).toBe(20)
  expect(timeline.tracks.map(({ clips }) => clips.map(({ start, end }) => [start, end]))).toEqual([
    [[0, 16]],
    [
      [0, 16],
      [16, 20],
    ],
  ])
})

test('a switched-off clip leaves the arrangement, and an arrangement of such clips counts as empty', () => {
  const timeline = timelineOf(set([track({ arrangement: [clip({ disabled: true })] })]))
  expect(timeline).toMatchObject({ from: 'session', endBeat: 0 })
})
