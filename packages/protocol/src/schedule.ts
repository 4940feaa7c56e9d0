import { z } from 'zod'

/** At most this long after its moment; null = however late. */
const lateSec = z.number().int().min(10).max(31_536_000).nullable()

/**
 * What becomes of moments that passed while Segue was off, the machine slept, or the clock was set forward.
 * none: they are over · last: the last one runs now · all: the last `most` run, one after the other.
 */
export const Misfire = z.discriminatedUnion('run', [
  z.strictObject({ run: z.literal('none') }),
  z.strictObject({ run: z.literal('last'), lateSec: lateSec.default(3600) }),
  z.strictObject({
    run: z.literal('all'),
    most: z.number().int().min(1).max(1000).default(100),
    lateSec: lateSec.default(null),
  }),
])
export type Misfire = z.infer<typeof Misfire>
/** The same before what is left out has its default. */
export type MisfireInput = z.input<typeof Misfire>

/**
 * Fires at moments. `when` is five cron fields, `every N seconds|minutes|hours` (by elapsed time, from midnight), or
 * plain words, which are kept as one of the two.
 */
export const ScheduleSettings = z.strictObject({
  kind: z.literal('schedule'),
  when: z.string().min(1).max(200),
  /** IANA name, such as `Europe/Berlin`. */
  zone: z.string().min(1).max(64),
  /** Begins up to so much later, by each moment's own amount, so that not all schedules begin at once. */
  jitterSec: z.number().int().min(0).max(3600).default(0),
  misfire: Misfire.prefault({ run: 'last' }),
})
export type ScheduleSettings = z.infer<typeof ScheduleSettings>
