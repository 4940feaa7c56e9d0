/** A report is still worth sending so long after its time. */
const latestMs = 12 * 3_600_000

/** A time of day on the day of `now`, by this machine's clock, epoch milliseconds. */
function onDay(reportAt: string, now: number, days: number): number {
  const [hours = 0, minutes = 0] = reportAt.split(':').map(Number)
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  day.setHours(hours, minutes, 0, 0)
  return day.getTime()
}

/** The last moment of this time of day, unless that is too long ago to matter. */
export function lastReport(reportAt: string, now: number): number | null {
  const today = onDay(reportAt, now, 0)
  const last = today <= now ? today : onDay(reportAt, now, -1)
  return now - last <= latestMs ? last : null
}

/** The next moment of this time of day. */
export function nextReport(reportAt: string, now: number): number {
  const today = onDay(reportAt, now, 0)
  return today > now ? today : onDay(reportAt, now, 1)
}
