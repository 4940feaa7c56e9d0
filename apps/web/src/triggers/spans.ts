const units = [
  [604_800_000, 'week'],
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
] as const

/** A length of time in its largest whole unit: `5 minutes`, `1 day`, `0.2 seconds`; none is `at once`. */
export function spanWords(ms: number): string {
  if (ms === 0) return 'at once'
  const [unitMs, name] = units.find(([size]) => ms % size === 0) ?? [1000, 'second']
  const count = ms / unitMs
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
