/** sRGB bytes. */
export type Rgb = readonly [number, number, number]

const degrees = (radians: number) => (radians * 180) / Math.PI
const radians = (angle: number) => (angle * Math.PI) / 180
const hue = (b: number, a: number) => (a === 0 && b === 0 ? 0 : (degrees(Math.atan2(b, a)) + 360) % 360)

/** CIE L*a*b* of sRGB, white point D65. */
function labOf(rgb: Rgb): Rgb {
  const [r, g, b] = rgb.map((byte) => {
    const value = byte / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116)
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const flatten = (chroma: number) => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7))

function hueDifference(from: number, to: number, chroma: number): number {
  if (chroma === 0) return 0
  const turn = to - from
  return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
}

function meanHue(one: number, two: number, chroma: number): number {
  if (chroma === 0) return one + two
  if (Math.abs(one - two) <= 180) return (one + two) / 2
  return (one + two + (one + two < 360 ? 360 : -360)) / 2
}

/** Colour difference CIEDE2000 (Sharma, Wu and Dalal, 2005); 1 is about what an eye just sees. */
export function deltaE2000(one: Rgb, two: Rgb): number {
  const [l1, a1, b1] = labOf(one)
  const [l2, a2, b2] = labOf(two)
  const stretch = 1 + 0.5 * (1 - flatten((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2))
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)]
  const [h1, h2] = [hue(b1, a1 * stretch), hue(b2, a2 * stretch)]
  const chroma = (c1 + c2) / 2
  const turn = hueDifference(h1, h2, c1 * c2)
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn / 2))
  const h = meanHue(h1, h2, c1 * c2)
  const t =
    1 -
    0.17 * Math.cos(radians(h - 30)) +
    0.24 * Math.cos(radians(2 * h)) +
    0.32 * Math.cos(radians(3 * h + 6)) -
    0.2 * Math.cos(radians(4 * h - 63))
  const light = ((l1 + l2) / 2 - 50) ** 2
  const dL = (l2 - l1) / (1 + (0.015 * light) / Math.sqrt(20 + light))
  const dC = (c2 - c1) / (1 + 0.045 * chroma)
  const dHue = dH / (1 + 0.015 * chroma * t)
  const twist = -Math.sin(radians(60 * Math.exp(-(((h - 275) / 25) ** 2)))) * 2 * flatten(chroma)
  return Math.sqrt(dL * dL + dC * dC + dHue * dHue + twist * dC * dHue)
}
