import { fail } from '@segue/protocol'
import { parseCron } from './cron.ts'
import { readTimes, type Times } from './times.ts'

const nicknames: Readonly<Record<string, string>> = {
  hourly: '0 * * * *',
  daily: '0 0 * * *',
  nightly: '0 3 * * *',
  weekly: '0 0 * * 1',
  monthly: '0 0 1 * *',
  yearly: '0 0 1 1 *',
}

const unit = /^every (?:(\d+|other|half|an?) )?(second|sec|minute|min|hour|hr)s?$/

/**
 * What a person wrote as it is kept: five cron fields, or `every N seconds|minutes|hours`. Reads cron, `hourly`,
 * `every 15 minutes`, `weekdays at 9:30`, `Mondays and Fridays at noon`, `the 1st and 15th at 6 pm`, `last day of the
 * month at 18:00`. Fails with `schedule.unreadable`.
 */
export function readWhen(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
  const words = plain.toLowerCase()
  if (words.split(' ').length === 5 && /^[\d*]/.test(words)) return readCron(plain)
  const nickname = words.replace(/^@/, '')
  if (Object.hasOwn(nicknames, nickname)) return nicknames[nickname] ?? ''
  return readInterval(words) ?? cronOf(readTimes(words), text)
}

function readCron(text: string): string {
  const read = parseCron(text)
  if (typeof read === 'string') throw unreadable(text, read)
  return text.toUpperCase()
}

function readInterval(words: string): string | null {
  const [, count = '1', name] = unit.exec(words) ?? []
  if (name === undefined) return null
  if (count === 'half') return name.startsWith('h') ? 'every 30 minutes' : 'every 30 seconds'
  const number = count === 'other' ? 2 : count.startsWith('a') ? 1 : Number(count)
  const long = name.startsWith('s') ? 'second' : name.startsWith('m') ? 'minute' : 'hour'
  if (number < 1 || number > 10_000) throw unreadable(words, 'An interval is 1 to 10000 of its unit')
  return `every ${number} ${long}s`
}

function cronOf(times: Times, text: string): string {
  const { unknown, clock, days, dates } = times
  if (unknown !== null) throw unreadable(text, `“${unknown}” means nothing here`)
  const [first] = clock
  if (!first) throw unreadable(text, 'It does not say at what time')
  if (days.length > 0 && dates.length > 0)
    throw unreadable(text, 'Days of the week and of the month do not go together')
  if (clock.some(({ minute }) => minute !== first.minute))
    throw unreadable(text, 'Times with different minutes need one schedule each')
  const hours = [...new Set(clock.map(({ hour }) => hour))].sort((a, b) => a - b)
  return `${first.minute} ${hours.join(',')} ${dates.join(',') || '*'} * ${days.join(',') || '*'}`
}

const unreadable = (text: string, why: string) =>
  fail({
    code: 'schedule.unreadable',
    message: `“${text}” is no schedule: ${why}.`,
    hint: 'Write “every 15 minutes”, “weekdays at 9:30”, “Mondays and Fridays at noon”, “the 1st at 18:00”, or five cron fields.',
    kind: 'input',
  })
