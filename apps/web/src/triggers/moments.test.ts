import { expect, test } from 'vitest'
import { clockRemark, momentIn, offsetIn, untilWords } from './moments.ts'

const zone = 'Europe/Berlin'
const now = Date.parse('2026-11-24T18:00:00Z')

test('a moment is told by the clocks of its zone', () => {
  const at = Date.parse('2026-11-25T08:00:00Z')
  expect(momentIn(zone, at, now)).toBe('Wed 25 Nov, 09:00')
  expect(momentIn('America/New_York', at, now)).toBe('Wed 25 Nov, 03:00')
  expect(momentIn('UTC', Date.parse('2027-01-02T08:00:15Z'), now)).toBe('Sat 2 Jan 2027, 08:00:15')
  expect(offsetIn(zone, at)).toBe('UTC+1')
})

test('a distance is told in one unit', () => {
  const words = [0, 40, 600, 5 * 3600, 30 * 3600, 60 * 3600].map((sec) => untilWords(now + sec * 1000, now))
  expect(words).toEqual(['now', 'in 40 s', 'in 10 min', 'in 5 h', 'in 30 h', 'in 3 days'])
})

test('a fixed time that a night leaves out says so, and so does one that is shown twice', () => {
  const spring = Date.parse('2027-03-28T01:00:00Z')
  const autumn = Date.parse('2026-10-25T00:30:00Z')
  expect(clockRemark({ when: '30 2 * * *', zone }, spring)).toMatch(/forward/)
  expect(clockRemark({ when: '30 2 * * *', zone }, autumn)).toMatch(/twice/)
  expect(clockRemark({ when: '0 9-17 * * 1,5', zone }, Date.parse('2026-11-27T16:00:00Z'))).toBeNull()
})

test('what is not displaced gets no remark: three o’clock itself, other days, and schedules that go by elapsed time', () => {
  const spring = Date.parse('2027-03-28T01:00:00Z')
  expect(clockRemark({ when: '0 3 * * *', zone }, spring)).toBeNull()
  expect(clockRemark({ when: '30 2 * * *', zone }, Date.parse('2026-11-25T01:30:00Z'))).toBeNull()
  expect(clockRemark({ when: 'every 1 hours', zone }, spring)).toBeNull()
  expect(clockRemark({ when: '*/30 * * * *', zone }, spring)).toBeNull()
})
