import { trackName } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { Poses } from '../../draw/poses.ts'
import { clockOf } from '../clock.ts'
import { type Format, formats, type LookOptions } from '../look.ts'
import { dusk } from '../palette.ts'
import { stageOf } from '../stage.ts'
import { testCurves } from '../testCurves.ts'
import { ripple } from './ripple.ts'
import { rippleScene } from './scene.ts'

const options = (format: Format = '16:9', seed = 1): LookOptions => ({ format, seed, palette: dusk })
const sizes = { '16:9': [1920, 1080], '9:16': [1080, 1920], '1:1': [1080, 1080] } as const

/** Where a world point lies in the picture of the scene at rest, as fractions from the top left. */
function placer(format: Format) {
  const [width, height] = sizes[format]
  const { objects, lens } = new Poses(rippleScene(options(format)), new Map()).at(0, { width, height })
  return {
    at(x: number, y: number, z: number) {
      lens.project(x, y, z)
      return { x: lens.x / width, y: lens.y / height }
    },
    objects,
  }
}

const sunOf = (format: Format) => {
  const sun = rippleScene(options(format)).objects.find(({ name }) => name === 'sun')
  if (sun?.kind !== 'disc') throw new Error('no sun')
  const [x, y, z] = sun.location
  const { at } = placer(format)
  return { top: at(x, y, z + sun.radius).y, middle: at(x, y, z).y, bottom: at(x, y, z - sun.radius).y }
}

/** The far edge of the water. */
const horizonOf = (format: Format) => {
  const water = placer(format).objects.find(({ object }) => object.name === 'water')
  if (water?.object.kind !== 'box') throw new Error('no water')
  const { world, object } = water
  return placer(format).at(0, (world[7] ?? 0) + object.size[1] / 2, world[11] ?? 0).y
}

/** Closer than a hundredth of the picture. */
const near = (value: number, wanted: number) => expect(Math.abs(value - wanted)).toBeLessThan(0.01)

describe('the picture at rest', () => {
  test('16:9: core at 50 % and 64 %, horizon at 48 %, the sun whole from 2 % to 47 %', () => {
    const core = placer('16:9').at(0, 0, 0.62)
    near(core.x, 0.5)
    near(core.y, 0.64)
    near(horizonOf('16:9'), 0.48)
    const sun = sunOf('16:9')
    near(sun.top, 0.025)
    near(sun.bottom, 0.47)
    expect(sun.bottom).toBeLessThan(horizonOf('16:9'))
    near(sun.bottom - sun.top, 0.44)
  })

  test('9:16: the sun at 32 %, the core at 58 %, nothing bright in the top 18 %', () => {
    near(sunOf('9:16').middle, 0.32)
    near(placer('9:16').at(0, 0, 0.62).y, 0.58)
    expect(sunOf('9:16').top).toBeGreaterThan(0.18)
    expect(sunOf('9:16').bottom).toBeLessThan(horizonOf('9:16'))
  })

  test('1:1: the sun stands whole on the horizon, the core below it', () => {
    const sun = sunOf('1:1')
    expect(sun.top).toBeGreaterThan(0.05)
    expect(sun.bottom).toBeLessThan(horizonOf('1:1'))
    expect(placer('1:1').at(0, 0, 0.62).y).toBeGreaterThan(horizonOf('1:1') + 0.1)
  })

  test.each(formats)('%s: rings bleed off both sides', (format) => {
    const { at } = placer(format)
    expect(at(-11.34, 0, 0).x).toBeLessThan(0)
    expect(at(11.34, 0, 0).x).toBeGreaterThan(1)
  })

  test('forty rings of 0.20 every 0.26 from 1.0, and 46 needles', () => {
    const { objects } = rippleScene(options())
    const rings = objects.filter((o) => o.kind === 'ring' && !o.name.endsWith('.wall'))
    expect(rings).toHaveLength(40)
    for (const [k, ring] of rings.entries()) {
      expect(ring).toMatchObject({
        inner: expect.closeTo(1 + 0.26 * k),
        outer: expect.closeTo(1.2 + 0.26 * k),
      })
    }
    expect(objects.filter(({ kind }) => kind === 'bar')).toHaveLength(46)
  })
})

const curves = testCurves({ seconds: 40 })
const clock = clockOf({ bpm: 120, locators: [{ name: 'Drop', beat: 31.5, sec: 15.75 }] }, 40)
const tracks = await ripple.motion(curves, clock, options())
const value = (object: string, path: string, index: number) => {
  const track = tracks.planes.get(trackName(object, path, index))
  if (!track) throw new Error(`no track for ${object}`)
  return track
}
const peakFrom = (track: Float32Array, from: number) => {
  const window = track.slice(from, from + 12)
  return from + window.indexOf(Math.max(...window))
}

describe('the motion', () => {
  test('the core is largest on the frame of the kick', () => {
    expect(peakFrom(value('core', 'scale', 0), 234)).toBe(240)
    expect(value('core', 'scale', 0)[240]).toBeCloseTo(1.16, 1)
  })

  test('ring k plays the kick k thirty-seconds later', () => {
    const still = testCurves({ seconds: 40 })
    const kick = new Float32Array(still.samples)
    kick[240] = 1
    still.planes = new Map([...still.planes, ['low', kick], ['snare', new Float32Array(still.samples)]])
    return ripple.motion(still, clock, options()).then(({ planes }) => {
      for (const k of [0, 8, 16, 32]) {
        const track = planes.get(`ring${String(k).padStart(2, '0')}:location:2`) ?? new Float32Array()
        expect(track.indexOf(Math.max(...track))).toBe(240 + k * 1.5)
      }
    })
  })

  test('walls have 62 % of the light of their tops', () => {
    const light = (name: string) => (value(name, 'color', 0)[240] ?? 0) - dusk.ground[0]
    expect(light('ring00.wall') / light('ring00')).toBeCloseTo(0.62, 5)
  })

  test('each onset lifts one group of needles, another one each time', () => {
    const lifted = (frame: number) => {
      const needles = Array.from({ length: 46 }, (_, j) => `needle${String(j).padStart(2, '0')}`)
      const spec = rippleScene(options())
      return needles.filter((name) => {
        const rest = spec.objects.find((o) => o.name === name)?.scale[2] ?? 1
        return (value(name, 'scale', 2)[frame] ?? 0) > 2 * rest
      })
    }
    const [first, second] = [lifted(243), lifted(249)]
    expect(first.length).toBeGreaterThan(4)
    expect(first.length).toBeLessThan(23)
    expect(second).not.toEqual(first)
  })

  test('a locator cuts on the next downbeat to 50 mm from 38°, and four bars later back', () => {
    const lens = value('camera', 'data.lens', -1)
    expect([lens[383], lens[384]]).toEqual([30, 50])
    expect([lens[575], lens[576]]).toEqual([50, 30])
    const up = value('camera', 'location', 2)[384] ?? 0
    const back = value('camera', 'location', 1)[384] ?? 0
    expect((Math.atan2(up, -back) * 180) / Math.PI).toBeCloseTo(38)
  })

  test('the orbit turns about 1° a second and comes back', () => {
    const turn = value('pivot', 'rotation_euler', 2)
    const degrees = (frame: number) => ((turn[frame] ?? 0) * 180) / Math.PI
    expect(degrees(384) - degrees(0)).toBeGreaterThan(10)
    expect(Math.abs(degrees(768) - degrees(0))).toBeLessThan(0.5)
    for (let f = 1; f < turn.length; f++) expect(Math.abs(degrees(f) - degrees(f - 1)) * 24).toBeLessThan(1.6)
  })

  test('the sun opens the film and the rings follow outward', () => {
    const seen = (name: string, frame: number) =>
      (value(name, 'color', 2)[frame] ?? 0) - dusk.ground[2] > 1e-4
    expect(seen('sun', 0)).toBe(true)
    expect(seen('ring00', 0)).toBe(false)
    const built = Math.ceil(stageOf(clock).buildSec * 24)
    expect(built).toBe(96)
    expect(seen('ring00', built / 2 + 12)).toBe(true)
    expect(seen('ring30', built / 2 + 12)).toBe(false)
    expect(seen('ring20', built)).toBe(true)
  })

  test('a short film gets its share of opening and end', () => {
    const { buildSec, blackSec } = stageOf(clockOf({ bpm: 120 }, 10))
    expect(buildSec).toBeCloseTo(1.25)
    expect(10 - blackSec).toBeCloseTo(0.625)
  })
})
