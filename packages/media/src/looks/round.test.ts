import { expect, test } from 'vitest'
import { clockOf } from './clock.ts'
import { looks } from './looks.ts'
import { dusk } from './palette.ts'
import { roundOf } from './round.ts'
import { testCurves } from './testCurves.ts'
import { turnedPalette } from './turnedPalette.ts'

const bars = 2
const seconds = (bars * 4 * 60) / 120
const curves = testCurves({ seconds, bpm: 120 })
const options = { format: '16:9', seed: 3, palette: dusk } as const

test.each([...looks.values()])('a loop of $id goes round: one turn is as the next', async (look) => {
  const { curves: long, clock, turnOf } = roundOf(curves, clockOf({ bpm: 120 }, seconds))
  const whole = await look.motion(long, clock, options)
  const { planes, samples } = turnOf(whole)
  expect(samples).toBe(curves.samples)
  let moving = 0
  for (const [name, track] of planes) {
    const before = whole.planes.get(name)?.slice(long.samples - 3 * samples, long.samples - 2 * samples)
    for (const [i, value] of track.entries())
      expect(Math.abs(value - (before?.[i] ?? 0)), `${name} ${i}`).toBeLessThan(1e-3)
    if (Math.max(...track) - Math.min(...track) > 0.05) moving += 1
  }
  expect(moving).toBeGreaterThan(50)
})

test('another seed has other colours, of the same light', () => {
  expect(turnedPalette(dusk, 0).cool[2]).toBeCloseTo(dusk.cool[2], 4)
  expect(turnedPalette(dusk, 1).warm).not.toEqual(turnedPalette(dusk, 2).warm)
  expect(turnedPalette(dusk, 5).pale).toEqual(dusk.pale)
})
