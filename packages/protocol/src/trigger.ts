import { z } from 'zod'
import { Failure } from './failure.ts'
import { RecipeId } from './recipe.ts'
import { RunId } from './run.ts'
import { ScheduleSettings } from './schedule.ts'
import {
  AppEventSettings,
  FilesSettings,
  MidiSettings,
  OscSettings,
  RecipeEndSettings,
  WebhookSettings,
} from './triggerKinds.ts'

export const TriggerId = z.string().regex(/^trg_[A-Za-z0-9_-]{1,64}$/)
export type TriggerId = z.infer<typeof TriggerId>

/**
 * What a firing does while a run of the same trigger still goes. skip: nothing · queueOne: waits, when none waits yet ·
 * queueAll: waits · cancel: cancels that run and begins when it has ended · parallel: begins.
 */
export const Overlap = z.enum(['skip', 'queueOne', 'queueAll', 'cancel', 'parallel'])
export type Overlap = z.infer<typeof Overlap>

/** What makes a trigger fire, by kind. */
export const TriggerSettings = z.discriminatedUnion('kind', [
  ScheduleSettings,
  WebhookSettings,
  FilesSettings,
  OscSettings,
  MidiSettings,
  AppEventSettings,
  RecipeEndSettings,
])
export type TriggerSettings = z.infer<typeof TriggerSettings>

/** Every file, call and run counts; a moment, or what is played live, goes by while a run is still going. */
export const usualOverlap: Readonly<Record<TriggerSettings['kind'], Overlap>> = {
  ...{ files: 'queueAll', webhook: 'queueAll', recipe: 'queueAll' },
  ...{ schedule: 'skip', osc: 'skip', midi: 'skip', app: 'skip' },
}

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
 * fired: has its run · overlap: a run was still going · missed: nobody was there · late: later than its limit · capped:
 * more than it may in a minute · failed: could not start · dropped: the trigger was paused or changed meanwhile.
 */
export const FiringOutcome = z.enum([
  'soon',
  'queued',
  'starting',
  'fired',
  'overlap',
  'missed',
  'late',
  'capped',
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
  /** Values that the event brought for the inputs of the recipe, by key. */
  inputs: z.record(z.string(), z.json()),
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
  /** Where a webhook is called; null for other kinds. */
  url: z.string().nullable(),
  /** What a person should know of a trigger that works all the same: `looks every 2 s, for the system …`. */
  note: z.string().nullable(),
  /** Its next five moments; none while it is paused, and for all but schedules. */
  next: z.array(z.number()),
  /** Why it cannot work, or why its last firing could not start. */
  failure: Failure.nullable(),
  last: Firing.nullable(),
  /** How many firings wait for a run to end. */
  queued: z.number().int().nonnegative(),
})
export type TriggerView = z.infer<typeof TriggerView>

/** What a trigger that is being tested has just received. */
export const Heard = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  /** `/cue/go 3 from 127.0.0.1` */
  words: z.string(),
  data: z.json(),
  /** Whether it fires the trigger; if not, `reason` says why. */
  fires: z.boolean(),
  reason: z.string().nullable(),
  /** What it would bring for the inputs of the recipe. */
  inputs: z.record(z.string(), z.json()),
})
export type Heard = z.infer<typeof Heard>
