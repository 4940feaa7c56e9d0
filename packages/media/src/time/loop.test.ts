import { expect, test } from 'vitest'
import { loopDriftSec, loopFrames } from './loop.ts'

const fps = { num: 30, den: 1 }

test.each([
  { shape: { bars: 4, beats: 4, bpm: 120, fps }, frames: 240 },
  { shape: { bars: 8, beats: 4, bpm: 128, fps }, frames: 450 },
  { shape: { bars: 4, beats: 3, bpm: 90, fps }, frames: 240 },
  { shape: { bars: 4, beats: 4, bpm: 174, fps }, frames: 166 },
  { shape: { bars: 1, beats: 4, bpm: 120, fps: { num: 24_000, den: 1001 } }, frames: 48 },
])('$shape.bars bars at $shape.bpm are $frames frames', ({ shape, frames }) => {
  expect(loopFrames(shape)).toBe(frames)
  expect(Math.abs(loopDriftSec(shape))).toBeLessThanOrEqual(0.5 / (shape.fps.num / shape.fps.den) + 1e-9)
})

test('frames that do not fit the music say by how much', () => {
  expect(loopDriftSec({ bars: 4, beats: 4, bpm: 120, fps })).toBe(0)
  expect(loopDriftSec({ bars: 4, beats: 4, bpm: 174, fps })).toBeCloseTo(166 / 30 - 960 / 174, 9)
})

test('a loop of no frame is none', () => {
  expect(() => loopFrames({ bars: 0.25, beats: 1, bpm: 999, fps: { num: 1, den: 1 } })).toThrow(
    'shorter than one frame',
  )
})
