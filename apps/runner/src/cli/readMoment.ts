import { usageError } from './options.ts'

const units = { h: 3_600_000, d: 86_400_000 } as const

/**
 * A moment in epoch milliseconds: a date and time as ISO 8601 (`2026-05-04T22:00`, by this machine's clock), or a span
 * from now such as `12h` or `2d`. Fails with `cli.usage`.
 */
export function readMoment(
  text: string,
  option: string,
  towards: 'past' | 'future',
  now = Date.now(),
): number {
  const [, count, unit] = /^(\d{1,4})([hd])$/.exec(text) ?? []
  if (unit === 'h' || unit === 'd') return now + Number(count) * units[unit] * (towards === 'past' ? -1 : 1)
  const at = Date.parse(text)
  if (/^\d{4}-\d\d-\d\d/.test(text) && Number.isFinite(at)) return at
  throw usageError(
    `${option} is a time such as 2026-05-04T22:00, or a span such as 12h or 2d, not “${text}”.`,
  )
}
