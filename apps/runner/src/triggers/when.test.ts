import { describe, expect, test } from 'vitest'
import { newestOf, nextOf, readRule } from './rule.ts'
import { readWhen } from './when.ts'
import { inWords } from './words.ts'

test.each([
  ['every 15 minutes', 'every 15 minutes', 'every 15 minutes'],
  ['every hour', 'every 1 hours', 'every hour'],
  ['Every other hour.', 'every 2 hours', 'every 2 hours'],
  ['every half hour', 'every 30 minutes', 'every 30 minutes'],
  ['every 90 sec', 'every 90 seconds', 'every 90 seconds'],
  ['hourly', '0 * * * *', 'every hour at :00'],
  ['@daily', '0 0 * * *', 'every day at 00:00'],
  ['weekly', '0 0 * * 1', 'every Monday at 00:00'],
  ['weekdays at 9:30', '30 9 * * 1,2,3,4,5', 'every weekday at 09:30'],
  ['daily at 6pm', '0 18 * * *', 'every day at 18:00'],
  ['at 12 am', '0 0 * * *', 'every day at 00:00'],
  ['every day at 9:00 and 18:00', '0 9,18 * * *', 'every day at 09:00 and 18:00'],
  ['Mondays and Fridays at noon', '0 12 * * 1,5', 'every Monday and Friday at 12:00'],
  ['thu, sat at 22:15', '15 22 * * 4,6', 'every Thursday and Saturday at 22:15'],
  ['weekends at midnight', '0 0 * * 0,6', 'every Sunday and Saturday at 00:00'],
  ['the 1st and 15th of every month at 6 pm', '0 18 1,15 * *', 'on the 1st and 15th of every month at 18:00'],
  ['last day of the month at 23:00', '0 23 L * *', 'on the last day of every month at 23:00'],
  ['*/20 8-18 * * mon-fri', '*/20 8-18 * * MON-FRI', 'by cron */20 8-18 * * MON-FRI'],
  ['30 2 * * *', '30 2 * * *', 'every day at 02:30'],
  ['0 0 22,23 * *', '0 0 22,23 * *', 'on the 22nd and 23rd of every month at 00:00'],
])('“%s” is kept as %s and means %s', (text, kept, words) => {
  expect(readWhen(text)).toBe(kept)
  expect(inWords(kept)).toBe(words)
  expect(readWhen(kept)).toBe(kept)
})

test.each([
  ['whenever', '“whenever” means nothing here'],
  ['every monday', 'It does not say at what time'],
  ['at 9:00 and 18:30', 'Times with different minutes need one schedule each'],
  ['mondays and the 1st at 9', 'Days of the week and of the month do not go together'],
  ['every 0 minutes', 'An interval is 1 to 10000 of its unit'],
  ['at 25:00', '“25:00” means nothing here'],
  ['at 13pm', '“13pm” means nothing here'],
  ['60 * * * *', '“60” is no minute'],
  ['0 0 32 * *', '“32” is no day of the month'],
  ['0 0 * * 8', '“8” is no day of the week'],
  ['5-1 0 * * *', '“5-1” is no minute'],
  ['*/0 * * * *', '“*/0” is no minute'],
  ['0 0 L L *', '“l” is no month'],
  ['0 constructor * * *', '“constructor” is no hour'],
])('“%s” is refused by name', (text, why) => {
  expect(() => readWhen(text)).toThrow(`“${text}” is no schedule: ${why}.`)
})

const failureOf = (when: string, zone = 'UTC') => {
  try {
    readRule({ when, zone })
  } catch (error) {
    return error
  }
  return null
}

test.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *'])('“%s” never comes, and that is said', (when) => {
  expect(failureOf(when)).toMatchObject({ failure: { code: 'schedule.never' } })
})

test('a zone that does not exist is refused with one that does', () => {
  expect(failureOf('daily', 'Europe/Berln')).toMatchObject({
    failure: {
      code: 'schedule.unknown_zone',
      hint: 'Name one as continent and city, such as Europe/Berlin.',
    },
  })
})

describe('moments', () => {
  const utc = (text: string) => Date.parse(`${text}Z`)

  test('the 29th of February comes every fourth year', () => {
    const next = nextOf(readRule({ when: '0 12 29 2 *', zone: 'UTC' }), utc('2026-01-01T00:00'), 2)
    expect(next).toEqual([utc('2028-02-29T12:00'), utc('2032-02-29T12:00')])
  })

  test('with a day of the month and one of the week, either counts', () => {
    const next = nextOf(readRule({ when: '0 0 13 * 5', zone: 'UTC' }), utc('2026-05-04T00:00'), 3)
    expect(next).toEqual([utc('2026-05-08T00:00'), utc('2026-05-13T00:00'), utc('2026-05-15T00:00')])
  })

  test('intervals count from midnight of their zone', () => {
    const next = nextOf(
      readRule({ when: 'every 6 hours', zone: 'Asia/Kathmandu' }),
      utc('2026-05-04T00:00'),
      2,
    )
    expect(next).toEqual([utc('2026-05-04T00:15'), utc('2026-05-04T06:15')])
  })

  test('a day that a zone leaves out comes at the first moment after it', () => {
    const next = nextOf(readRule({ when: '0 12 30 12 *', zone: 'Pacific/Apia' }), utc('2011-12-01T00:00'), 1)
    expect(next).toEqual([utc('2011-12-30T10:00')])
  })

  test('the newest ones of a year of minutes are found without the others', () => {
    const upTo = utc('2027-05-04T12:00')
    const { moments, more } = newestOf(readRule({ when: '* * * * *', zone: 'UTC' }), {
      ...{ after: utc('2026-05-04T12:00'), upTo, most: 3 },
    })
    expect(moments).toEqual([upTo - 120_000, upTo - 60_000, upTo])
    expect(more).toBe(true)
  })
})
