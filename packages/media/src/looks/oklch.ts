import { mix, type Rgb } from './palette.ts'

/** A colour by lightness 0–1, chroma from 0 (grey) to about 0.3, and hue in degrees. */
export interface Oklch {
  l: number
  c: number
  h: number
}

/** Oklab of linear RGB in polar form (Björn Ottosson, bottosson.github.io/posts/oklab). */
export function oklchOf([r, g, b]: Rgb): Oklch {
  const x = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const y = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const z = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const l = 0.2104542553 * x + 0.793617785 * y - 0.0040720468 * z
  const a = 1.9779984951 * x - 2.428592205 * y + 0.4505937099 * z
  const k = 0.0259040371 * x + 0.7827717662 * y - 0.808675766 * z
  return { l, c: Math.hypot(a, k), h: ((Math.atan2(k, a) * 180) / Math.PI + 360) % 360 }
}

function rgbOf({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180)
  const k = c * Math.sin((h * Math.PI) / 180)
  const x = (l + 0.3963377774 * a + 0.2158037573 * k) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * k) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * k) ** 3
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ]
}

const shown = (rgb: Rgb) => rgb.every((v) => v >= -1e-4 && v <= 1.0001)

/** Linear RGB of a colour; one that no screen can show keeps lightness and hue and loses chroma. */
export function linearOf({ l, c, h }: Oklch): Rgb {
  let [low, high] = shown(rgbOf({ l, c, h })) ? [c, c] : [0, c]
  for (let i = 0; i < 16 && high > low; i++) {
    const middle = (low + high) / 2
    if (shown(rgbOf({ l, c: middle, h }))) low = middle
    else high = middle
  }
  const held = (v: number) => Math.min(1, Math.max(0, v))
  const [r, g, b] = rgbOf({ l, c: low, h })
  return [held(r), held(g), held(b)]
}

/** The way from one hue to another, −180 to 180 degrees. */
export function turn(from: number, to: number): number {
  return ((((to - from) % 360) + 540) % 360) - 180
}

/**
 * `a` at k = 0, `b` at k = 1, around the colour wheel: complements meet in a third colour and not in grey. From red
 * to green it goes by blue, because dark yellow is olive. Two greys mix as light does.
 */
export function blend(a: Rgb, b: Rgb, k: number): Rgb {
  const t = Math.min(1, Math.max(0, k))
  const [from, to] = [oklchOf(a), oklchOf(b)]
  if (Math.max(from.c, to.c) < 0.06) return mix(a, b, t)
  const way = turn(from.h, to.h)
  const olive = turn(from.h, 95)
  const crosses =
    Math.sign(olive) === Math.sign(way) && Math.abs(olive) > 30 && Math.abs(olive) + 30 < Math.abs(way)
  return linearOf({
    l: from.l + (to.l - from.l) * t,
    c: from.c + (to.c - from.c) * t,
    h: from.h + (crosses ? way - 360 * Math.sign(way) : way) * t,
  })
}
