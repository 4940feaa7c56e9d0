/** Five cron fields, worked out. */
export interface Cron {
  /** Minutes of the day, in order. */
  readonly times: readonly number[]
  /** Minutes or hours begin with `*`: it means every so often, not at fixed times. */
  readonly isInterval: boolean
  /** Whether it fires on this day; midnight of it, in milliseconds of a clock on the wall. */
  onDay(wall: number): boolean
}

export const dayMs = 86_400_000
const minuteMs = 60_000

const names = {
  month: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  'day of the week': ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
} as const

const fields = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of the month', 1, 31],
  ['month', 1, 12],
  ['day of the week', 0, 7],
] as const

/**
 * Reads `minute hour day-of-month month day-of-week`: numbers, names, lists, ranges, steps, and `L` for the last day of
 * the month. With a day of the month and one of the week, either counts, as in every cron. Answers with what is wrong.
 */
export function parseCron(text: string): Cron | string {
  const words = text.trim().toLowerCase().split(/\s+/)
  if (words.length !== fields.length) return 'cron has five fields'
  const read = fields.map((field, i) => readField(words[i] ?? '', field))
  const wrong = read.find((field) => typeof field === 'string')
  if (wrong !== undefined) return wrong
  const [minutes, hours, dates, months, days] = read as Set<number>[] // no text among them, as checked
  if (!minutes || !hours || !dates || !months || !days) return 'cron has five fields'
  if (days.has(7)) days.add(0)
  const [everyDate, everyDay] = [words[2]?.startsWith('*'), words[4]?.startsWith('*')]
  return {
    times: [...hours]
      .flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute))
      .sort((one, other) => one - other),
    isInterval: words[0]?.startsWith('*') === true || words[1]?.startsWith('*') === true,
    onDay(wall) {
      const day = new Date(wall)
      if (!months.has(day.getUTCMonth() + 1)) return false
      const isLast = new Date(wall + dayMs).getUTCDate() === 1
      const byDate = dates.has(day.getUTCDate()) || (isLast && dates.has(last))
      const byDay = days.has(day.getUTCDay())
      return everyDate || everyDay ? byDate && byDay : byDate || byDay
    },
  }
}

/** Stands for the last day of the month, whichever that is. */
const last = 32

/** The values of one field, or what is wrong with it. */
function readField(text: string, [name, min, max]: (typeof fields)[number]): Set<number> | string {
  const found = new Set<number>()
  for (const part of text.split(',')) {
    if (part === 'l' && name === 'day of the month') {
      found.add(last)
      continue
    }
    const [, range = '', step] = /^(\*|[a-z0-9]+(?:-[a-z0-9]+)?)(?:\/(\d+))?$/.exec(part) ?? []
    const [from, to = step === undefined ? from : String(max)] =
      range === '*' ? [String(min), String(name === 'day of the week' ? 6 : max)] : range.split('-')
    const [low, high] = [numberOf(from, name), numberOf(to, name)]
    const by = step === undefined ? 1 : Number(step)
    if (!(low >= min && high <= max && low <= high && by >= 1)) return `“${part}” is no ${name}`
    for (let value = low; value <= high; value += by) found.add(value)
  }
  return found
}

function numberOf(text: string | undefined, name: (typeof fields)[number][0]): number {
  if (text !== undefined && /^\d+$/.test(text)) return Number(text)
  const known: readonly string[] = name === 'month' || name === 'day of the week' ? names[name] : []
  const at = text === undefined || text === '' ? -1 : known.indexOf(text)
  return at < 0 ? Number.NaN : at
}

/** The first moment in [from, to) of a clock on the wall that is never set, or null. */
export function nextWall({ times, onDay }: Cron, from: number, to: number): number | null {
  for (let day = Math.floor(from / dayMs) * dayMs; day < to; day += dayMs) {
    if (!onDay(day)) continue
    const time = times.find((minute) => day + minute * minuteMs >= from)
    if (time === undefined) continue
    const at = day + time * minuteMs
    return at < to ? at : null
  }
  return null
}
