import { describe, expect, test } from 'vitest'
import { steer } from './testControl.ts'
import { momentOf } from './until.ts'
import { wait } from './wait.ts'

describe('a wait asks', () => {
  test('for a while, from now', async () => {
    const { asks, outputs } = await steer(wait, { params: { seconds: 2.5 }, inputs: { in: 'x' }, now: 1000 })
    expect(asks).toEqual({ for: 'time', at: 3500 })
    expect(outputs).toEqual({})
  })

  test('until a time', async () => {
    const params = { mode: 'until' as const, until: '1970-01-01T00:01:00Z' }
    expect((await steer(wait, { params, now: 5 })).asks).toEqual({ for: 'time', at: 60_000 })
  })

  test('for an event, with or without a deadline', async () => {
    const event = { mode: 'event' as const, topic: ' live.cue ' }
    expect((await steer(wait, { params: event })).asks).toEqual({
      for: 'event',
      topic: 'live.cue',
      deadline: null,
    })
    const soon = await steer(wait, { params: { ...event, deadlineSec: 1 }, now: 10 })
    expect(soon.asks).toMatchObject({ deadline: 1010 })
    const nameless = steer(wait, { params: { mode: 'event', topic: ' ' } })
    await expect(nameless).rejects.toMatchObject({ failure: { code: 'wait.no_topic' } })
  })
})

test.each([
  [
    { topic: 'cue', data: 3 },
    { out: 'x', event: { topic: 'cue', data: 3 } },
  ],
  [null, { out: 'x' }],
])('after %j it goes on', async (event, outputs) => {
  expect((await steer(wait, { inputs: { in: 'x' }, given: { event } })).outputs).toEqual(outputs)
})

describe('a moment', () => {
  test.each([
    ['2026-03-09T20:30+01:00', '2026-03-09T19:30:00.000Z'],
    ['2026-03-09 20:30:15-0530', '2026-03-10T02:00:15.000Z'],
    ['2026-03-09T20:30z', '2026-03-09T20:30:00.000Z'],
    ['2024-02-29Z', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(new Date(momentOf(text)).toISOString()).toBe(iso)
  })

  test('without a zone is the clock of this machine', () => {
    expect(momentOf(' 2026-03-09 20:30 ')).toBe(new Date(2026, 2, 9, 20, 30).getTime())
  })

  test.each(['', 'tomorrow', '2026-02-29 10:00Z', '2026-13-01', '2026-03-09 25:00Z', '09.03.2026'])(
    '“%s” is none',
    (text) => {
      expect(() => momentOf(text)).toThrow(
        expect.objectContaining({ failure: expect.objectContaining({ code: 'wait.no_time' }) }),
      )
    },
  )
})
