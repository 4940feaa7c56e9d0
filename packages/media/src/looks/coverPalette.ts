import { type CoverColours, coverColours, type Family } from './coverColours.ts'
import { linearOf, oklchOf, turn } from './oklch.ts'
import { dusk, type Palette, type Rgb } from './palette.ts'

/** Fewer coloured pixels than this are a stain on a grey picture. */
const leastColoured = 0.012
/** From here on a picture is colourful: its one colour brings a neighbour instead of grey. */
const colourful = 0.35
const [ember, blue] = [45, 264]

/** Orange and yellow turn brown and olive when they are darkened: they can shine, but not be water. */
const browns = (hue: number) => hue > 48 && hue < 128

/** What a role becomes. `lift` is added to its lightness: grey and yellow look darker than they measure. */
interface Tone {
  hue: number
  chroma: number
  lift?: number
}

function tinted(role: Rgb, { hue, chroma, lift = 0 }: Tone): Rgb {
  const [r, g, b] = linearOf({ l: oklchOf(role).l + lift, c: chroma, h: (hue + 360) % 360 })
  // the last digits differ between processors
  const even = (v: number) => Math.round(v * 1e5) / 1e5
  return [even(r), even(g), even(b)]
}

/** Silver in the light and steel in the water: a black-and-white picture, faintly toned. */
const silver = {
  warm: { hue: 80, chroma: 0.012, lift: 0.1 },
  sun: { hue: 85, chroma: 0.014, lift: 0.06 },
  cool: { hue: 255, chroma: 0.035 },
}

type Cast = Record<'warm' | 'sun' | 'cool', Tone>

/** A neighbour on the colour wheel, towards blue; over the browns to the red or the green side of them. */
function neighbour({ hue, chroma }: Family): Tone {
  const next = (hue + 42 * (Math.sign(turn(hue, blue)) || 1) + 360) % 360
  return {
    hue: browns(next) || browns(hue) ? (hue < 105 ? 12 : 155) : next,
    chroma: Math.max(0.11, chroma * 0.9),
  }
}

/** A light that stays bright: dark yellow would be olive, so it goes to amber or to green. */
function light({ hue, chroma }: Family): Tone {
  if (!browns(hue)) return { hue, chroma: Math.max(0.12, chroma) }
  if (hue > 112) return { hue: 132, chroma: Math.max(0.12, chroma) }
  return { hue: Math.min(hue, 70), chroma: 0.2, lift: hue > 60 ? 0.1 : 0.05 }
}

/** Sunlight on a colour: paler and a little nearer to yellow. */
function lit({ hue, chroma }: Family): Tone {
  const step = Math.max(-16, Math.min(16, turn(hue, 95)))
  return { hue: hue + step, chroma: Math.max(0.06, Math.min(0.14, chroma * 0.75)) }
}

/** Gives the colours of a picture their parts: the one nearest to embers shines, the next one is the water. */
function cast({ families, coloured }: CoverColours): Cast {
  const [first, second] = families
  if (first === undefined || coloured < leastColoured) return silver
  const lead = families.filter((family) => family === second || family.share >= first.share / 2)
  const toEmber = (family: Family) => Math.abs(turn(family.hue, ember))
  const warm = lead.reduce((best, family) => (toEmber(family) < toEmber(best) ? family : best))
  if (families.length === 1 && browns(warm.hue) && warm.chroma < 0.09) return sepia(warm)
  const waters = families.filter((family) => family !== warm && !browns(family.hue))
  const cool = waters
    .filter(({ share }) => share >= (waters[0]?.share ?? 0) / 2)
    .sort((a, b) => Math.abs(turn(a.hue, blue)) - Math.abs(turn(b.hue, blue)))[0]
  const gold = families.find((family) => family !== warm && browns(family.hue))
  const water = cool ? { hue: cool.hue, chroma: Math.max(0.11, cool.chroma) } : neighbour(warm)
  return {
    warm: light(warm),
    sun: lit(gold ?? warm),
    cool: cool || coloured >= colourful ? water : silver.cool,
  }
}

/** Brown at low chroma is the tone of an old print: champagne over steel, never tan. */
function sepia({ hue, chroma }: Family): Cast {
  return {
    warm: { hue, chroma: Math.min(0.045, chroma), lift: 0.1 },
    sun: { hue, chroma: Math.min(0.05, chroma), lift: 0.05 },
    cool: silver.cool,
  }
}

/**
 * A palette in the colours of a picture (RGBA bytes, alpha not premultiplied; a few thousand pixels are enough).
 * Warm, sun and cool take its hues and chromas and keep their lightness; ground and deep are faintly tinted. A grey
 * picture gives silver and steel, one in which nothing can be seen changes nothing. The same pixels give the same
 * palette.
 */
export function coverPalette(rgba: Uint8ClampedArray | Uint8Array, base: Palette = dusk): Palette {
  const colours = coverColours(rgba)
  if (colours.empty) return base
  const tones = cast(colours)
  const cool = tinted(base.cool, tones.cool)
  const { h: hue, c } = oklchOf(cool)
  return {
    ground: tinted(base.ground, { hue, chroma: Math.min(0.012, c / 8) }),
    deep: tinted(base.deep, { hue, chroma: Math.min(0.055, c / 2) }),
    warm: tinted(base.warm, tones.warm),
    sun: tinted(base.sun, tones.sun),
    cool,
    pale: base.pale,
  }
}
