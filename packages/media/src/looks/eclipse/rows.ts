import type { LookOptions } from '../look.ts'
import { type MappingRow, of } from '../mapping.ts'
import { numbered } from '../numbered.ts'
import type { Rgb } from '../palette.ts'
import { dashesOf, halosOf, raysOf } from './parts.ts'
import { shade } from './scene.ts'
import { compositions, moonOf } from './views.ts'

type Terms = MappingRow['terms']

const colour = (object: string, base: Rgb, terms: (c: 0 | 1 | 2) => Terms): MappingRow[] =>
  ([0, 1, 2] as const).map((c) => ({ object, path: 'color', index: c, base: base[c], terms: terms(c) }))

function waterRows({ palette, format, seed }: LookOptions): MappingRow[] {
  const { ground, deep } = palette
  const water = shade(ground)
  return dashesOf(seed, palette, compositions[format]).flatMap(
    ({ name, row, middle, delayBeats, crest, fog }) => {
      const stage = of(numbered('stage.wave', row))
      const low = of('low', { delayBeats })
      const glow = of('low', { power: 1.5, delayBeats })
      const loud = of('loud')
      const [quiet, full] = fog
      return [
        ...(middle
          ? [{ object: name, path: 'scale', index: 0, base: 0.45, terms: [{ gain: 0.55, factors: [low] }] }]
          : []),
        ...colour(name, ground, (c) => [
          { gain: water[c] - ground[c], factors: [of('stage.sun')] },
          { gain: (0.3 * deep[c] + 0.07 * crest[c]) * quiet, factors: [stage] },
          { gain: crest[c] * 1.25 * quiet, factors: [stage, glow] },
          { gain: crest[c] * 1.25 * (full - quiet), factors: [stage, loud, glow] },
        ]),
      ]
    },
  )
}

function skyRows({ palette, format, seed }: LookOptions): MappingRow[] {
  const composition = compositions[format]
  const { radius } = moonOf(composition)
  const sun = of('stage.sun')
  const needles = of('stage.needles')
  const low = of('low')
  const mid = of('mid')
  const { ground, warm, pale, sun: light } = palette
  const still = ['water', 'moon'].flatMap((name) =>
    colour(name, ground, (c) => [{ gain: shade(ground)[c] - ground[c], factors: [sun] }]),
  )
  return [
    ...still,
    ...([0, 1, 2] as const).map((index) => ({
      object: 'limb',
      path: 'scale',
      index,
      base: 1,
      terms: [{ gain: 0.035, factors: [low] }],
    })),
    ...colour('limb', ground, (c) => [
      { gain: 0.75 * light[c] - ground[c], factors: [sun] },
      { gain: 0.6 * pale[c] - 0.1 * light[c], factors: [sun, low] },
    ]),
    ...([0, 1, 2] as const).map((index) => ({
      object: 'diamond',
      path: 'scale',
      index,
      base: 0.2,
      terms: [{ gain: 0.8, factors: [mid] }],
    })),
    ...colour('diamond', ground, (c) => [
      { gain: light[c] - ground[c], factors: [sun] },
      { gain: pale[c] * 1.2 - light[c], factors: [sun, mid] },
    ]),
    ...halosOf(palette, composition).flatMap(({ name, rest, swell }) =>
      colour(name, ground, (c) => [
        { gain: rest[c], factors: [sun] },
        { gain: swell[c] * 0.6, factors: [sun, low] },
        { gain: swell[c] * 0.4, factors: [sun, mid] },
        { gain: 0.1 * rest[c], factors: [sun, of('tone')] },
      ]),
    ),
    ...raysOf(seed).flatMap(({ name, rest, lift, group }) => [
      {
        object: name,
        path: 'scale',
        index: 2,
        base: radius,
        terms: [
          { gain: radius * rest, factors: [needles] },
          { gain: radius * lift, factors: [needles, of(`lift${group}`)] },
        ],
      },
      ...colour(name, ground, (c) => [
        { gain: 0.5 * light[c] + 0.25 * warm[c] - ground[c], factors: [needles] },
        { gain: 0.6 * pale[c], factors: [needles, of(`lit${group}`)] },
      ]),
    ]),
  ]
}

/** The mapping table of Eclipse. */
export function eclipseRows(options: LookOptions): MappingRow[] {
  return [...waterRows(options), ...skyRows(options)]
}
