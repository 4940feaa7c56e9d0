const minuteMs = 60_000

/** The zone of this browser. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zone, or that of this browser where the browser does not know it. */
export const shownZone = (zone: string): string => (knowsZone(zone) ? zone : hereZone())

/** Whether this browser knows a zone. */
export function knowsZone(zone: string): boolean {
  try {
    return offsetIn(zone, 0) !== ''
  } catch {
    return false
  }
}

/** A moment by the clocks of a zone: `Tue 25 Nov, 09:00`; with seconds and the year where they matter. */
export function momentIn(zone: string, at: number, now: number): string {
  const year = yearIn(zone, at) === yearIn(zone, now) ? {} : ({ year: 'numeric' } as const)
  const day = format(zone, { weekday: 'short', day: 'numeric', month: 'short', ...year }, at)
  return `${day.replaceAll(',', '')}, ${clockIn(zone, at)}`
}

/** What the clocks of a zone show: `09:00`, or `09:00:15` between the minutes. */
export function clockIn(zone: string, at: number): string {
  const seconds = at % minuteMs === 0 ? {} : ({ second: '2-digit' } as const)
  return format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...seconds }, at)
}

/** How far a zone is from UTC at a moment: `UTC+1`. */
export function offsetIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    at,
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
}

/** How long until a moment, in one unit: `in 40 s`, `in 12 min`, `in 14 h`, `in 3 days`. */
export function untilWords(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((at - now) / 1000))
  if (seconds < 2) return 'now'
  if (seconds < 100) return `in ${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 100) return `in ${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `in ${hours} h` : `in ${Math.round(hours / 24)} days`
}

/**
 * What a person should know of one moment of a schedule at which the clocks are set: a fixed time that the night
 * leaves out, or shows twice. Null for every other moment.
 */
export function clockRemark({ when, zone }: { when: string; zone: string }, at: number): string | null {
  const [minutes = '', hours = ''] = when.split(' ')
  const isFixed = [minutes, hours].every((field) => /^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(field))
  if (!isFixed) return null
  const [hour = 0, minute = 0] = clockIn(zone, at).split(':').map(Number)
  if (!names(minutes, minute) || !names(hours, hour))
    return 'The clocks go forward and leave its time out: it runs as soon as they have.'
  const shown = wallIn(zone, at)
  const again = [30, 60, 120].some((later) => wallIn(zone, at + later * minuteMs) === shown)
  return again ? 'The clocks go back and show this time twice: it runs the first time only.' : null
}

const names = (field: string, value: number): boolean =>
  field.split(',').some((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return from <= value && value <= to
  })

const wallIn = (zone: string, at: number): string =>
  format(zone, { dateStyle: 'short', timeStyle: 'short' }, at)

const yearIn = (zone: string, at: number): string => format(zone, { year: 'numeric' }, at)

function format(zone: string, options: Intl.DateTimeFormatOptions, at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(at)
}
