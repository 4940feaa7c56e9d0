import { weekdays } from './times.ts'

/** A schedule as it is kept, in plain words: `every weekday at 09:00`. */
export function inWords(when: string): string {
  const [, count, unit = ''] = /^every (\d+) (\w+)s$/.exec(when) ?? []
  if (count !== undefined) return count === '1' ? `every ${unit}` : when
  const [minutes = '', hours = '', dates = '', months = '', days = ''] = when.split(' ')
  const day = dayWords(dates, months, days)
  const time = timeWords(minutes, hours)
  return day === null || time === null ? `by cron ${when}` : joined(day, time)
}

const joined = (day: string, time: string): string => {
  if (!time.startsWith('every')) return `${day} at ${time}`
  return day === 'every day' ? time : `${time}, ${day}`
}

function timeWords(minutes: string, hours: string): string | null {
  const step = /^\*\/(\d+)$/.exec(minutes)?.[1]
  if (hours === '*' && minutes === '*') return 'every minute'
  if (hours === '*' && step !== undefined) return `every ${step} minutes of the hour`
  if (!/^\d+$/.test(minutes)) return null
  const past = minutes.padStart(2, '0')
  if (hours === '*') return `every hour at :${past}`
  const list = numbers(hours)
  return list && and(list.map((hour) => `${String(hour).padStart(2, '0')}:${past}`))
}

function dayWords(dates: string, months: string, days: string): string | null {
  if (months !== '*') return null
  if (dates === '*' && days === '*') return 'every day'
  if (dates === '*') {
    if (days === '1,2,3,4,5' || days === '1-5') return 'every weekday'
    const list = numbers(days)
    return list && `every ${and(list.map((day) => weekdays[day % 7] ?? ''))}`
  }
  if (days !== '*') return null
  const list = dates
    .split(',')
    .map((date) => (date === 'L' ? 'last day' : /^\d+$/.test(date) ? ordinal(date) : null))
  return list.includes(null) ? null : `on the ${and(list.filter((word) => word !== null))} of every month`
}

function numbers(list: string): number[] | null {
  return /^\d+(,\d+)*$/.test(list) ? list.split(',').map(Number) : null
}

function ordinal(number: string): string {
  const special = { 1: 'st', 2: 'nd', 3: 'rd' }[Number(number) % 10]
  return number + (special !== undefined && !/^1\d$/.test(number) ? special : 'th')
}

const and = (list: readonly string[]): string =>
  list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
