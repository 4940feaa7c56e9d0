/** Days and times as a person wrote them. */
export interface Times {
  clock: { hour: number; minute: number }[]
  /** Days of the week, 0 is Sunday; none = all. */
  days: number[]
  /** Days of the month, `L` is the last one; none = all. */
  dates: string[]
  /** The first word that means nothing. */
  unknown: string | null
}

/** Days of the week in the order of cron. */
export const weekdays = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

const groups: Readonly<Record<string, readonly number[]>> = {
  weekday: [1, 2, 3, 4, 5],
  workday: [1, 2, 3, 4, 5],
  weekend: [0, 6],
  day: [],
  daily: [],
  morning: [],
  evening: [],
}
const noise = new Set(['every', 'each', 'on', 'the', 'and', 'at', 'of', 'month', 'monthly', 'in', "o'clock"])

/** Reads lower-case words such as `every monday and friday at 9:30 pm`. */
export function readTimes(words: string): Times {
  const found: Times = { clock: [], days: [], dates: [], unknown: null }
  const joined = words
    .replaceAll(/[,&;]/g, ' ')
    .replaceAll(/(\d) (am|pm)\b/g, '$1$2')
    .replaceAll(/\blast day\b/g, 'last-day')
  for (const word of joined.split(' ').filter((one) => one !== '' && !noise.has(one)))
    if (!take(word, found)) found.unknown ??= word
  found.days = [...new Set(found.days)].sort((a, b) => a - b)
  found.dates = [...new Set(found.dates)].sort(
    (a, b) => (a === 'L' ? 32 : Number(a)) - (b === 'L' ? 32 : Number(b)),
  )
  return found
}

function take(word: string, { clock, days, dates }: Times): boolean {
  const time = readTime(word)
  const date = readDate(word)
  const some = readDays(word)
  if (time) clock.push(time)
  if (date !== null) dates.push(date)
  if (some) days.push(...some)
  return time !== null || date !== null || some !== null
}

function readTime(word: string): { hour: number; minute: number } | null {
  if (word === 'noon' || word === 'midnight') return { hour: word === 'noon' ? 12 : 0, minute: 0 }
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.h](\d\d))?(am|pm)?$/.exec(word) ?? []
  if (hours === undefined) return null
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null
  if (half === undefined) return { hour, minute }
  return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute }
}

function readDate(word: string): string | null {
  if (word === 'last-day') return 'L'
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1] ?? 0)
  return day >= 1 && day <= 31 ? String(day) : null
}

function readDays(word: string): readonly number[] | null {
  const single = word.replace(/s$/, '')
  if (Object.hasOwn(groups, single)) return groups[single] ?? null
  const day = weekdays.findIndex((name) => {
    const lower = name.toLowerCase()
    return single === lower || (single.length >= 3 && single.length <= 5 && lower.startsWith(single))
  })
  return day < 0 ? null : [day]
}
