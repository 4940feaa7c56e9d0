import { type Fps, fail } from '@segue/protocol'

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** A fraction in lowest terms. */
function reduced(num: number, den: number): Fps {
  const divisor = gcd(num, den)
  return { num: num / divisor, den: den / divisor }
}

/**
 * A frame rate as people write it: `24`, `23.976`, `29.97`, `24000/1001`. The usual decimals become their exact
 * NTSC fraction. From 1 to 240. Fails with `fps.unreadable`.
 */
export function parseFps(written: number | string): Fps {
  const [numText, denText = '1'] = String(written).trim().replace(',', '.').split('/')
  const [num, den] = [Number(numText), Number(denText)]
  const value = num / den
  if (!(value >= 1 && value <= 240) || String(written).trim() === '') {
    throw fail({
      code: 'fps.unreadable',
      message: `“${written}” is not a frame rate.`,
      hint: 'Write a number from 1 to 240, or a fraction like 24000/1001.',
      kind: 'input',
    })
  }
  if (Number.isInteger(num) && Number.isInteger(den)) return reduced(num, den)
  const whole = Math.round(value)
  // 23.976, 29.97, 59.94, 119.88 and their longer forms.
  if (Math.abs((whole * 1000) / 1001 - value) < 0.004) return reduced(whole * 1000, 1001)
  return reduced(Math.round(value * 1000), 1000)
}
