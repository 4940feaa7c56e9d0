import type { LookOptions } from '../look.ts'
import { type MappingRow, of } from '../mapping.ts'
import type { Rgb } from '../palette.ts'
import { halosOf, needlesOf, ringsOf } from './parts.ts'
import { wallShade } from './scene.ts'
import { compositions } from './views.ts'

type Terms = MappingRow['terms']

/** Three rows, one per colour component. */
const colour = (object: string, base: Rgb, terms: (c: 0 | 1 | 2) => Terms): MappingRow[] =>
  ([0, 1, 2] as const).map((c) => ({ object, path: 'color', index: c, base: base[c], terms: terms(c) }))

const dark: Rgb = [0, 0, 0]

function ringRows({ palette, format }: LookOptions): MappingRow[] {
  return ringsOf(palette, compositions[format]).flatMap((ring) => {
    const { name, delayBeats, fall, crest, fog } = ring
    const stage = of(name.replace('ring', 'stage.wave'))
    const low = of('low', { delayBeats })
    const glow = of('low', { power: 1.5, delayBeats })
    const swell = of('mid', { delayBeats: delayBeats / 2 })
    const loud = of('loud')
    const [quiet, full] = fog
    const light = (c: 0 | 1 | 2, shade: number): Terms => {
      const rest = palette.deep[c] * 0.3 * shade
      const top = crest[c] * 1.25 * fall * shade
      return [
        { gain: rest * quiet, factors: [stage] },
        { gain: rest * (full - quiet), factors: [stage, loud] },
        { gain: top * quiet, factors: [stage, glow] },
        { gain: top * (full - quiet), factors: [stage, loud, glow] },
      ]
    }
    const rise: Terms = [
      { gain: 0.4 * fall, factors: [low] },
      { gain: 0.06 * fall, factors: [swell, stage] },
    ]
    return [
      { object: name, path: 'location', index: 2, base: -0.02, terms: rise },
      ...colour(name, palette.ground, (c) => light(c, 1)),
      ...colour(`${name}.wall`, palette.ground, (c) => light(c, wallShade)),
    ]
  })
}

function coreRows({ palette }: LookOptions): MappingRow[] {
  const low = of('low')
  const stage = of('stage.core')
  const { warm, sun, pale, ground, deep } = palette
  return [
    ...colour('pool', ground, (c) => [
      { gain: 0.3 * deep[c], factors: [stage] },
      { gain: 0.85 * sun[c], factors: [stage, of('low', { power: 1.5 })] },
    ]),
    ...([0, 1, 2] as const).map((index) => ({
      object: 'core',
      path: 'scale',
      index,
      base: 1,
      terms: [{ gain: 0.16, factors: [low] }],
    })),
    // warm (half way to the sun) → pale, times 0.8 + 0.25 low, multiplied out
    ...colour('core', ground, (c) => {
      const rest = warm[c] + 0.5 * (sun[c] - warm[c])
      const turn = pale[c] - rest
      return [
        { gain: 0.8 * rest - ground[c], factors: [stage] },
        { gain: 0.25 * rest + 0.8 * turn, factors: [stage, low] },
        { gain: 0.25 * turn, factors: [stage, low, low] },
      ]
    }),
  ]
}

function skyRows({ palette, format }: LookOptions): MappingRow[] {
  const stage = of('stage.sun')
  const mid = of('mid')
  const { ground, deep, warm, sun } = palette
  return [
    ...colour('water', ground, (c) => [{ gain: -0.3 * ground[c], factors: [stage] }]),
    ...colour('sun', ground, (c) => {
      const rest = deep[c] + 0.6 * (warm[c] - deep[c])
      return [
        { gain: rest - ground[c], factors: [stage] },
        { gain: 0.36 * (warm[c] - deep[c]), factors: [stage, mid] },
        { gain: 0.24 * (sun[c] - warm[c]), factors: [stage, of('tone')] },
      ]
    }),
    ...halosOf(palette, compositions[format]).flatMap(({ name, rest, swell }) =>
      colour(name, ground, (c) => [
        { gain: rest[c], factors: [stage] },
        { gain: swell[c], factors: [stage, mid] },
      ]),
    ),
  ]
}

function needleRows({ palette, seed, format }: LookOptions): MappingRow[] {
  const stage = of('stage.needles')
  const { deep, pale, ground } = palette
  return needlesOf(seed, compositions[format]).flatMap(({ name, height, group }) => [
    {
      object: name,
      path: 'scale',
      index: 2,
      base: 0,
      terms: [
        { gain: 0.35 * height, factors: [stage] },
        { gain: 1.3 * height, factors: [stage, of(`lift${group}`)] },
      ],
    },
    ...colour(name, dark, (c) => [
      { gain: ground[c], factors: [] },
      { gain: deep[c] + 0.15 * (pale[c] - deep[c]) - ground[c], factors: [stage] },
      { gain: 0.85 * (pale[c] - deep[c]), factors: [stage, of(`lit${group}`)] },
    ]),
  ])
}

/** The mapping table of Ripple. */
export function rippleRows(options: LookOptions): MappingRow[] {
  return [...ringRows(options), ...coreRows(options), ...skyRows(options), ...needleRows(options)]
}
