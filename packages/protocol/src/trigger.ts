import { z } from 'zod'
import { Failure } from './failure.ts'
import { RecipeId } from './recipe.ts'
import { RunId } from './run.ts'

export const TriggerId = z.string().regex(/^trg_[A-Za-z0-9_-]{1,64}$/)
export type TriggerId = z.infer<typeof TriggerId>

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
 * What a firing does while a run of the same trigger still goes. skip: nothing · queueOne: waits, when none waits yet ·
 * queueAll: waits · cancel: cancels that run and begins when it has ended · parallel: begins.
 */
export const Overlap = z.enum(['skip', 'queueOne', 'queueAll', 'cancel', 'parallel'])
export type Overlap = z.infer<typeof Overlap>

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

/** What makes a trigger fire, by kind. */
export const TriggerSettings = z.discriminatedUnion('kind', [ScheduleSettings])
export type TriggerSettings = z.infer<typeof TriggerSettings>

/** What a person says of a trigger. */
export const TriggerDraft = z.strictObject({
  recipeId: RecipeId,
  /** A published version of the recipe; null = the recipe as it stands when it fires. */
  version: z.number().int().min(1).nullable().default(null),
  name: z.string().min(1).max(120),
  enabled: z.boolean().default(true),
  settings: TriggerSettings,
  /** Values for the inputs of the recipe, by key. */
  inputs: z
    .record(z.string().max(64), z.json())
    .refine((values) => Object.keys(values).length <= 200, 'At most 200 values.')
    .default({}),
  overlap: Overlap.default('skip'),
})
export type TriggerDraft = z.infer<typeof TriggerDraft>
/** The same before what is left out has its default. */
export type TriggerDraftInput = z.input<typeof TriggerDraft>

/** A record beside a recipe that starts it by itself. Times are epoch milliseconds. */
export const Trigger = TriggerDraft.extend({ id: TriggerId, createdAt: z.number(), updatedAt: z.number() })
export type Trigger = z.infer<typeof Trigger>

/**
 * What became of a firing. soon: waits for its jitter · queued: waits for the run before it · starting: begins now ·
 * fired: has its run · overlap: a run was still going · missed: nobody was there · late: later than its limit · failed:
 * could not start · dropped: the trigger was paused or changed meanwhile.
 */
export const FiringOutcome = z.enum([
  'soon',
  'queued',
  'starting',
  'fired',
  'overlap',
  'missed',
  'late',
  'failed',
  'dropped',
])
export type FiringOutcome = z.infer<typeof FiringOutcome>

/** One line of a trigger's history. Times are epoch milliseconds. */
export const Firing = z.object({
  /** Counts up over all triggers. */
  seq: z.number().int(),
  triggerId: TriggerId,
  /** The moment it stands for; a schedule has each one once. */
  at: z.number(),
  decidedAt: z.number(),
  outcome: FiringOutcome,
  /** The same in plain words. */
  reason: z.string(),
  runId: RunId.nullable(),
  failure: Failure.nullable(),
})
export type Firing = z.infer<typeof Firing>

/** When a schedule fires. Times are epoch milliseconds. */
export const SchedulePreview = z.object({
  /** As it is kept: cron, or `every N seconds|minutes|hours`. */
  when: z.string(),
  zone: z.string(),
  /** `every weekday at 09:00`. */
  words: z.string(),
  /** The next five moments. */
  next: z.array(z.number()),
})
export type SchedulePreview = z.infer<typeof SchedulePreview>

/** A trigger as a person sees it. */
export const TriggerView = Trigger.extend({
  /** Null when the recipe is gone. */
  recipeName: z.string().nullable(),
  words: z.string(),
  /** Its next five moments; none while it is paused. */
  next: z.array(z.number()),
  /** Why it cannot work, or why its last firing could not start. */
  failure: Failure.nullable(),
  last: Firing.nullable(),
  /** How many firings wait for a run to end. */
  queued: z.number().int().nonnegative(),
})
export type TriggerView = z.infer<typeof TriggerView>
