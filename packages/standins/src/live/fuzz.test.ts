import { failureOf } from '@segue/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Studio, set } from './testStudio.ts'

let studio: Studio
let file: { name: string }
beforeAll(async () => {
  studio = await Studio.open()
  file = await studio.sine('tone.wav', { hertz: 220, sec: 1 })
})
afterAll(() => studio.close())

const beat = fc.oneof(fc.double({ min: -8, max: 16, noNaN: true }), fc.constantFrom(0, 1e9, -1e9, 1e-9))
const loop = fc.record({ on: fc.boolean(), start: beat, end: beat, offset: beat })
const place = fc.record({ start: beat, end: beat, loop })
const oneNote = fc.record({
  key: fc.integer({ min: -20, max: 150 }),
  beat,
  beats: beat,
  velocity: fc.integer({ min: -5, max: 300 }),
})
const sound = fc.record({
  semitones: fc.double({ min: -90, max: 90, noNaN: true }),
  gain: fc.double({ min: -1, max: 40, noNaN: true }),
  fadeIn: beat,
  fadeOut: beat,
  warpMode: fc.integer({ min: 0, max: 6 }),
  warp: fc.option(fc.array(fc.record({ sec: beat, beat }), { maxLength: 5 }), { nil: undefined }),
})
const names = fc.constantFrom('Kick', 'Pad', 'Bass', 'Piano', 'Riser', 'Lead', 'Pluck', 'Chords', 'x')

test('whatever a set says, the render is finite and within full scale, or fails by name', async () => {
  const midiTrack = fc.tuple(names, place, fc.array(oneNote, { maxLength: 6 }))
  const audioTrack = fc.tuple(place, sound)
  await fc.assert(
    fc.asyncProperty(midiTrack, audioTrack, fc.integer({ min: -10, max: 2000 }), async (notes, clip, bpm) => {
      const [name, where, list] = notes
      const { warp, ...rest } = clip[1]
      const tracks = [
        { kind: 'midi' as const, name, volume: 2, clips: [{ ...where, notes: list }] },
        {
          kind: 'audio' as const,
          name: 'Audio',
          clips: [{ ...clip[0], file, ...rest, ...(warp ? { warp } : {}) }],
        },
      ]
      const take = await studio.render(set(tracks, { bpm }), { toSec: 1 }).catch(failureOf)
      if ('code' in take) {
        expect(take.code).toMatch(/^set\./)
        return
      }
      const loudest = (data: Float32Array) => data.reduce((top, x) => Math.max(top, Math.abs(x)), 0)
      expect(take.left.every(Number.isFinite)).toBe(true)
      expect(loudest(take.left)).toBeLessThanOrEqual(0.85)
      expect(loudest(take.right)).toBeLessThanOrEqual(0.85)
    }),
    { numRuns: 60 },
  )
})
