import { fail } from '@segue/protocol'

const written = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * A moment as people write it, in epoch milliseconds: `2026-03-09 20:30` is the clock of this machine,
 * `2026-03-09T20:30+01:00` that of a zone. Fails with `wait.no_time`.
 */
export function momentOf(text: string): number {
  const parts = written.exec(text.trim())
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = ''] = parts ?? []
  const date = `${year}-${month}-${day}`
  // a day that does not exist rolls over in JavaScript; here it is a mistake
  const exists = parts && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date)
  const sign = zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2').toUpperCase()
  const at = exists ? Date.parse(`${date}T${hour}:${minute}:${second}${sign}`) : Number.NaN
  if (!Number.isNaN(at)) return at
  throw fail({
    code: 'wait.no_time',
    message: text.trim() === '' ? 'No time is set to wait for.' : `“${text}” is no time.`,
    hint: 'Write it like 2026-03-09 20:30, or with a zone like 2026-03-09T20:30+01:00.',
    kind: 'input',
  })
}
