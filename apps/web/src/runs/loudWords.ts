import type { Loudness } from '@segue/api'

type Measure = keyof Loudness

const measures: readonly (readonly [label: string, unit: string, key: Measure])[] = [
  ['Loudness', 'LUFS', 'integratedLufs'],
  ['True peak', 'dBTP', 'truePeakDb'],
]

const oneDigit = (value: number): string => (Math.round(value * 10) / 10).toFixed(1).replace('-', '−')

/** Each measure of a sound for people: its label, what it reads, and which it is. */
export const loudWords = (loud: Loudness | undefined): (readonly [string, string, Measure])[] =>
  measures.map(([label, unit, key]) => {
    const value = loud?.[key]
    return [label, value === undefined || value === null ? 'silent' : `${oneDigit(value)} ${unit}`, key]
  })

/** How much more or less it is than before: `+0.8`, `−1.2`, `same`. Empty where one of them is silent. */
export function differenceWords(now: number | null, before: number | null): string {
  if (now === null || before === null) return ''
  const by = Math.round((now - before) * 10) / 10
  return by === 0 ? 'same' : `${by > 0 ? '+' : ''}${oneDigit(by)}`
}
