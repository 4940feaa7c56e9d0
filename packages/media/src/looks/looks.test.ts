import { SceneSpec, trackName } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { Poses } from '../draw/poses.ts'
import { clockOf } from './clock.ts'
import { formats, type LookOptions, sizeOf } from './look.ts'
import { lookOf, looks } from './looks.ts'
import { dusk } from './palette.ts'
import { testCurves } from './testCurves.ts'

const seconds = 40
const curves = testCurves({ seconds })
const locators = [{ name: 'Drop', beat: 31.5, sec: 15.75 }]
const clock = clockOf({ bpm: 120, locators }, seconds)

const optionsOf = (format: LookOptions['format'], seed = 1): LookOptions => ({ format, seed, palette: dusk })

describe.each([...looks.values()])('$id', (look) => {
  test.each(formats)('%s: every track moves something that the scene has', async (format) => {
    const spec = SceneSpec.parse(look.scene(optionsOf(format)))
    const names = new Set([spec.camera.name, ...spec.objects.map(({ name }) => name)])
    expect(names.size).toBe(spec.objects.length + 1)
    const { planes } = await look.motion(curves, clock, optionsOf(format))
    expect([...planes.keys()].filter((track) => !names.has(track.split(':')[0] ?? ''))).toEqual([])
    for (const track of planes.values()) expect(track).toHaveLength(curves.samples)
  })

  test('the last bar is dark: everything has the colour of the ground', async () => {
    const { planes } = await look.motion(curves, clock, optionsOf('16:9'))
    const coloured = look.scene(optionsOf('16:9')).objects.filter(({ kind }) => kind !== 'empty')
    for (const { name } of coloured) {
      for (const c of [0, 1, 2] as const) {
        const track = planes.get(trackName(name, 'color', c)) ?? expect.fail(`${name} stays lit`)
        for (let f = 38 * 24; f < track.length; f++) expect(track[f]).toBeCloseTo(dusk.ground[c], 4)
      }
    }
  })

  test('another seed scatters differently, the same seed does not', () => {
    expect(look.scene(optionsOf('1:1', 1))).toEqual(look.scene(optionsOf('1:1', 1)))
    expect(look.scene(optionsOf('1:1', 1))).not.toEqual(look.scene(optionsOf('1:1', 2)))
  })

  test('silence and missing curves give no value out of range', async () => {
    const empty = { rate: { num: 24, den: 1 }, samples: 3, planes: new Map() }
    const { planes } = await look.motion(empty, clockOf({}, 0.125), optionsOf('9:16'))
    for (const track of planes.values()) expect(track.every(Number.isFinite)).toBe(true)
  })
})

describe('eclipse', () => {
  const eclipse = lookOf('eclipse')

  test.each([
    ['16:9', 0.36, 0.7],
    ['9:16', 0.38, 0.62],
    ['1:1', 0.36, 0.68],
  ] as const)('%s: the moon stands round at %f of the height, the horizon at %f', (format, moon, horizon) => {
    const size = sizeOf(format, 1080)
    const spec = eclipse.scene(optionsOf(format))
    const { objects, lens } = new Poses(spec, new Map()).at(0, size)
    const placed = (name: string) => objects.find(({ object }) => object.name === name) ?? expect.fail()
    const { object, world } = placed('moon')
    const radius = object.kind === 'disc' ? object.radius : 0
    const at = (x: number, y: number) => {
      const point = (row: number) => (world[row] ?? 0) * x + (world[row + 1] ?? 0) * y + (world[row + 3] ?? 0)
      lens.project(point(0), point(4), point(8))
      return [lens.x, lens.y] as const
    }
    const [x, y] = at(0, 0)
    expect([x / size.width, y / size.height]).toEqual([expect.closeTo(0.5), expect.closeTo(moon)])
    const [wide] = at(radius, 0)
    const [, tall] = at(0, radius)
    expect(Math.abs(tall - y) / (wide - x)).toBeCloseTo(1, 1)
    const water = placed('water')
    const far = (water.world[7] ?? 0) + (water.object.kind === 'box' ? water.object.size[1] / 2 : 0)
    lens.project(0, far, 0)
    expect(lens.y / size.height).toBeCloseTo(horizon, 2)
  })

  test('row k of the reflection plays the kick k thirty-seconds later', async () => {
    const low = new Float32Array(curves.samples)
    low[240] = 1
    const single = { ...curves, planes: new Map([...curves.planes, ['low', low]]) }
    const { planes } = await eclipse.motion(single, clock, optionsOf('16:9'))
    for (const k of [0, 8, 16, 32]) {
      const track = planes.get(`dash${String(k).padStart(2, '0')}.0:scale:0`) ?? new Float32Array()
      expect(track.indexOf(Math.max(...track))).toBe(240 + k * 1.5)
    }
  })

  test('a locator cuts on the next downbeat to the longer lens, and four bars later back', async () => {
    const { planes } = await eclipse.motion(curves, clock, optionsOf('16:9'))
    const lens = planes.get('camera:data.lens:-1') ?? new Float32Array()
    expect([lens[384], lens[576]]).toEqual([54, 35])
    expect(lens[383]).toBeLessThan(40)
    expect(lens[575]).toBeGreaterThan(54)
  })
})
