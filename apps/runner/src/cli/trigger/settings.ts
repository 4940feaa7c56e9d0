import { Misfire, Overlap, type TriggerSettings } from '@segue/protocol'
import { readNumber, usageError } from '../options.ts'

/** How a schedule fires: options of `segue trigger add` and `edit`. */
export const settingOptions = {
  zone: { type: 'string' },
  jitter: { type: 'string' },
  missed: { type: 'string' },
  late: { type: 'string' },
  most: { type: 'string' },
  overlap: { type: 'string' },
} as const

/** The values of these options. */
export interface AskedSettings {
  zone?: string | undefined
  jitter?: string | undefined
  missed?: string | undefined
  late?: string | undefined
  most?: string | undefined
  overlap?: string | undefined
}

/** The zone of this machine. */
export const hereZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Settings of a schedule that these options change; the others stay. Fails with `cli.usage`. */
export function readSettings(before: TriggerSettings, asked: AskedSettings): TriggerSettings {
  if (before.kind !== 'schedule') return before
  const { zone, jitter, missed, late, most } = asked
  return {
    ...before,
    ...(zone === undefined ? {} : { zone }),
    ...(jitter === undefined ? {} : { jitterSec: readNumber(jitter, '--jitter', [0, 3600]) }),
    ...((missed ?? late ?? most) ? { misfire: readMisfire(before.misfire, asked) } : {}),
  }
}

function readMisfire(before: Misfire, { missed, late, most }: AskedSettings): Misfire {
  const kept = missed === undefined || missed === before.run ? before : { run: missed }
  const lateSec = late === undefined ? {} : { lateSec: late === 'any' ? null : seconds(late) }
  const cap = most === undefined ? {} : { most: readNumber(most, '--most', [1, 1000]) }
  const read = Misfire.safeParse({ ...kept, ...lateSec, ...cap })
  if (read.success) return read.data
  throw usageError(
    'Missed firings are one of --missed none, --missed last [--late MINUTES|any], --missed all [--most N] [--late MINUTES|any].',
  )
}

const seconds = (minutes: string): number => readNumber(minutes, '--late', [1, 525_600]) * 60

/** What to do while a run still goes. Fails with `cli.usage`. */
export function readOverlap(text: string): Overlap {
  const read = Overlap.safeParse(text)
  if (read.success) return read.data
  throw usageError(`--overlap is one of ${Overlap.options.join(', ')}, not “${text}”.`)
}
