import { describe, expect, test } from 'vitest'
import { readRule } from './rule.ts'

const minuteMs = 60_000
const stepMs = 30 * minuteMs
const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2036, 0, 1)]
/** North, south, half an hour of summer time, a midnight that is left out, and none at all. */
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu']

/** Local time as a count of minutes, for every half hour of ten years: what a clock on the wall shows. */
function wallOf(zone: string): Int32Array {
  const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const wall = new Int32Array((to - from) / stepMs)
  for (let i = 0; i < wall.length; i++) {
    const shown = format.format(from + i * stepMs)
    wall[i] = Date.parse(`${shown.replace(' ', 'T')}Z`) / minuteMs
  }
  return wall
}

interface Case {
  cron: string
  minutes: readonly number[]
  hours: readonly number[]
  days?: (day: Date) => boolean
  interval?: boolean
}

const all = (count: number, step = 1) => [...Array(Math.ceil(count / step)).keys()].map((i) => i * step)
const cases: Case[] = [
  { cron: '30 2 * * *', minutes: [30], hours: [2] },
  { cron: '0 0 * * *', minutes: [0], hours: [0] },
  { cron: '15,45 1,2,3 * * *', minutes: [15, 45], hours: [1, 2, 3] },
  { cron: '30 1 * * 0', minutes: [30], hours: [1], days: (day) => day.getUTCDay() === 0 },
  {
    cron: '30 2 29 2 *',
    minutes: [30],
    hours: [2],
    days: (day) => day.getUTCDate() === 29 && day.getUTCMonth() === 1,
  },
  { cron: '*/20 * * * *', minutes: [0, 20, 40], hours: all(24), interval: true },
  { cron: '10 */2 * * *', minutes: [10], hours: all(24, 2), interval: true },
]

/** The same by looking at every minute of ten years: no cron, no offsets. */
function oracle(wall: Int32Array, { minutes, hours, days = () => true, interval = false }: Case): number[] {
  const wanted = new Set(hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)))
  const found: number[] = []
  /** The latest that the wall has shown, so that a second time is known and a jump is seen. */
  let latest = (wall[0] ?? 0) - 1
  const isDue = (local: number) => wanted.has(local % 1440) && days(new Date(local * minuteMs))
  for (const [i, start] of wall.entries())
    for (let minute = 0; minute < 30; minute++) {
      const local = start + minute
      const at = from + i * stepMs + minute * minuteMs
      if (interval) {
        if (isDue(local)) found.push(at)
        continue
      }
      // What was left out since then comes now, once.
      let due = false
      for (let shown = latest + 1; shown <= local; shown++) due ||= isDue(shown)
      if (due) found.push(at)
      latest = Math.max(latest, local)
    }
  return found
}

describe.each(zones)('R30 ten years of %s', (zone) => {
  const wall = wallOf(zone)

  test.each(cases)('$cron', (one) => {
    const rule = readRule({ when: one.cron, zone })
    const moments: number[] = []
    for (let at = rule.next(from - 12_345); at !== null && at < to; at = rule.next(at)) moments.push(at)
    expect(new Set(moments).size).toBe(moments.length)
    expect(moments.filter((at) => at > from)).toEqual(oracle(wall, one).filter((at) => at > from))
  })

  test('an interval goes by elapsed time, whatever the wall shows', () => {
    const rule = readRule({ when: 'every 90 minutes', zone })
    let at = rule.next(from)
    for (let next = at; at !== null && at < to; at = next) {
      next = rule.next(at)
      expect((next ?? 0) - at).toBe(90 * minuteMs)
    }
  })
})
