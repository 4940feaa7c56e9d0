import { groupCount } from '../lookCurves.ts'
import { numbered } from '../numbered.ts'
import { blend } from '../oklch.ts'
import { mix, type Palette, type Rgb, scale } from '../palette.ts'
import { randomOf } from '../random.ts'
import { waveSteps } from '../stage.ts'
import { type Composition, heightAt, sunDistance } from './views.ts'

export const ringPitch = 0.26
/** One ring: where it lies, when the wave reaches it, how it is coloured. */
export interface Ring {
  name: string
  inner: number
  outer: number
  /** The wave needs a thirty-second note per ring. */
  delayBeats: number
  /** Height left after that way. */
  fall: number
  /** Colour of a crest. */
  crest: Rgb
  /** Brightness left by distance on a quiet and on a loud bar. */
  fog: [number, number]
}

/** The rings from the core outward. */
export function ringsOf(palette: Palette, { reach }: Composition): Ring[] {
  return Array.from({ length: waveSteps }, (_, k) => {
    const inner = 1 + ringPitch * k
    const warm = mix(palette.sun, palette.warm, k / 7)
    const fogAt = (rings: number) => Math.max(0, 1 - (k / rings) ** 1.5)
    return {
      name: numbered('ring', k),
      inner,
      outer: inner + 0.2,
      delayBeats: k / 8,
      fall: 1 / (1 + 0.035 * k),
      crest: blend(warm, palette.cool, (k - 6) / 14),
      fog: [fogAt(reach * 0.78), fogAt(reach * 1.04)],
    }
  })
}

/** A hairline that stands on the horizon. */
export interface Needle {
  name: string
  location: [number, number, number]
  height: number
  group: number
}

/** 46 needles, scattered by the seed, standing on the wide picture's horizon. */
export function needlesOf(seed: number, composition: Composition): Needle[] {
  const random = randomOf(seed * 7919 + 7)
  const away = composition.wide.distance * Math.cos(composition.wide.elevation)
  return Array.from({ length: 46 }, (_, j) => {
    const x = (j - 22.5) * 0.82 + (random() - 0.5) * 0.7
    const y = 15 + (random() - 0.4) * 5
    const height = 0.4 + random() * 2
    const group = Math.floor(random() * groupCount)
    const z = heightAt(composition, composition.horizon + 0.004, away + y)
    return { name: numbered('needle', j), location: [x, y, z], height, group }
  })
}

/** One of the discs behind the sun that together make its glow. */
export interface Halo {
  name: string
  radius: number
  depth: number
  /** Light at rest and what the mid band adds; both over the ground. */
  rest: Rgb
  swell: Rgb
}

/** The glow, smallest and nearest first. */
export function halosOf(palette: Palette, { sunRadius }: Composition): Halo[] {
  const count = 28
  return Array.from({ length: count }, (_, k) => {
    const u = k / (count - 1)
    const near = (1 - u) ** 3
    const far = (1 - u) ** 1.4
    const haze = scale(palette.deep, 0.62 * far)
    const fire = scale(palette.warm, 0.05 * near)
    return {
      name: numbered('halo', k),
      radius: sunRadius * (1.03 + 2.4 * u ** 1.25),
      depth: sunDistance + 0.2 + 0.1 * k,
      rest: [haze[0] + fire[0], haze[1] + fire[1], haze[2] + fire[2]],
      swell: scale(palette.warm, 0.05 * near),
    }
  })
}
