import { groupCount } from '../lookCurves.ts'
import { numbered } from '../numbered.ts'
import { blend } from '../oklch.ts'
import { mix, type Palette, type Rgb, scale } from '../palette.ts'
import { randomOf } from '../random.ts'
import { waveSteps } from '../stage.ts'
import { type Composition, moonOf, skyDistance, waterAt } from './views.ts'

/** A dash of light on the water. */
export interface Dash {
  name: string
  /** Which row it lies in, 0 at the horizon. */
  row: number
  location: [number, number, number]
  width: number
  height: number
  /** The middle one of its row grows with the kick; those beside it only light up. */
  middle: boolean
  delayBeats: number
  crest: Rgb
  /** Brightness left on the way, on a quiet and on a loud bar. */
  fog: [number, number]
}

/** The reflection: rows of dashes from the horizon to the viewer, wider and thicker as they come nearer. */
export function dashesOf(seed: number, palette: Palette, composition: Composition): Dash[] {
  const random = randomOf(seed * 6151 + 3)
  const { horizon, moonRadius, reach } = composition
  const from = horizon + 0.004
  const span = 1.02 - from
  return Array.from({ length: waveSteps }, (_, row) => {
    const t = row / (waveSteps - 1)
    const at = (u: number) => from + span * u ** 1.35
    const { away, unit } = waterAt(composition, at(t))
    const gap = at(t + 0.5 / waveSteps) - at(t - Math.min(t, 0.5 / waveSteps))
    const spread = moonRadius * (1 + 2.2 * t ** 0.9)
    const warm = mix(palette.sun, palette.warm, t * 3)
    const crest = blend(warm, palette.cool, (t - 0.3) / 0.6)
    const fogAt = (r: number) => Math.max(0, 1 - (t / r) ** 2)
    return Array.from({ length: 4 }, (_, j): Dash => {
      const place = j === 0 ? (random() - 0.5) * 0.5 : (random() - 0.5) * 1.9
      const width = spread * (j === 0 ? 0.75 + 0.5 * random() : 0.14 + 0.5 * random())
      return {
        name: `${numbered('dash', row)}.${j}`,
        row,
        location: [place * spread * unit, away + j * 0.001, 0],
        width: width * unit,
        height: Math.max(0.0022, gap * (j === 0 ? 0.78 : 0.45)) * unit,
        middle: j === 0,
        delayBeats: row / 8,
        crest: scale(crest, j === 0 ? 1 : 0.7),
        fog: [fogAt(reach * 0.8), fogAt(reach * 1.15)],
      }
    })
  }).flat()
}

/** A hairline of the corona. */
export interface Ray {
  name: string
  angle: number
  /** Length over the limb at rest, and what an onset adds, in moon radii. */
  rest: number
  lift: number
  group: number
}

/** 96 rays all around, longer at the sides as a real corona is. */
export function raysOf(seed: number): Ray[] {
  const random = randomOf(seed * 9241 + 11)
  const count = 96
  return Array.from({ length: count }, (_, j) => {
    const angle = ((j + 0.8 * (random() - 0.5)) / count) * 2 * Math.PI
    const side = Math.abs(Math.sin(angle)) ** 2
    const size = (0.35 + random() ** 2) * (0.55 + 0.6 * side)
    return {
      name: numbered('ray', j, 3),
      angle,
      rest: 0.22 * size,
      lift: 1.1 * size,
      group: Math.floor(random() * groupCount),
    }
  })
}

/** One of the discs that together make the corona's glow. */
export interface Halo {
  name: string
  radius: number
  depth: number
  rest: Rgb
  swell: Rgb
}

/** The glow, smallest and nearest first; so many that no edge shows. */
export function halosOf(palette: Palette, composition: Composition): Halo[] {
  const { radius } = moonOf(composition)
  const count = 60
  return Array.from({ length: count }, (_, k) => {
    const u = k / (count - 1)
    const limb = (1 - u) ** 7
    const near = (1 - u) ** 3.2
    const far = (1 - u) ** 1.5
    const add = (...parts: Rgb[]): Rgb =>
      parts.reduce<Rgb>((sum, p) => [sum[0] + p[0], sum[1] + p[1], sum[2] + p[2]], [0, 0, 0])
    const depth = skyDistance + 0.6 + 0.05 * k
    return {
      name: numbered('halo', k),
      radius: radius * (1.01 + 3.6 * u ** 1.5) * (depth / skyDistance),
      depth,
      rest: add(
        scale(palette.deep, 0.9 * far),
        scale(palette.warm, 0.16 * near),
        scale(palette.sun, 0.45 * limb),
      ),
      swell: add(scale(palette.warm, 0.22 * near), scale(palette.sun, 0.3 * limb)),
    }
  })
}
