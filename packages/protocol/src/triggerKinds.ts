import { z } from 'zod'
import { AppId } from './app.ts'
import { RecipeId } from './recipe.ts'

/** Where in an event a value stands: a JSON pointer (RFC 6901). Never an expression. */
export const EventPointer = z
  .string()
  .max(200)
  .regex(/^(\/([^~/]|~[01])*)*$/, 'Give a way such as /body/title.')
export type EventPointer = z.infer<typeof EventPointer>

/** Values of an event for the inputs of the recipe: input key → pointer. What the event lacks is not given. */
const map = z
  .record(z.string().max(64), EventPointer)
  .refine((all) => Object.keys(all).length <= 200, 'At most 200 inputs.')
  .default({})
/** Of events closer together than this only the last one fires; milliseconds. */
const debounceMs = z.number().int().min(0).max(3_600_000)
/** What comes beyond so many firings a minute goes by, and the history says so. */
const perMinute = z.number().int().min(1).max(600)
/** An event that is older than this when it could begin starts nothing; milliseconds, null = however old. */
const maxAgeMs = z.number().int().min(100).max(86_400_000).nullable()
/** What is done with events of performance: the moment counts. */
const live = {
  map,
  debounceMs: debounceMs.default(200),
  perMinute: perMinute.default(60),
  maxAgeMs: maxAgeMs.default(2000),
}

/**
 * Fires when somebody calls its address, whose secret Segue makes. Event: `/body` (JSON or form fields), `/query`,
 * `/headers` (lower case).
 */
export const WebhookSettings = z.strictObject({
  kind: z.literal('webhook'),
  map,
  perMinute: z.number().int().min(1).max(60_000).default(6000),
  /**
   * Whether calls are signed: HMAC-SHA256 over the body (`timestamp.body` when `timestampHeader` is given, at most five
   * minutes old) with the trigger's signing key, hexadecimal, in this header after this prefix.
   */
  signature: z
    .strictObject({
      header: z
        .string()
        .regex(/^[a-z0-9-]{1,64}$/)
        .default('x-signature-256'),
      prefix: z.string().max(20).default('sha256='),
      timestampHeader: z
        .string()
        .regex(/^[a-z0-9-]{1,64}$/)
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
  /** Header that names a delivery: one that comes twice within 24 h starts one run. */
  deliveryHeader: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .default('x-delivery-id'),
  /** accepted: 202 with the id of the run at once · result: waits up to `waitSec` for its outputs. */
  answer: z.enum(['accepted', 'result']).default('accepted'),
  waitSec: z.number().int().min(1).max(300).default(60),
})
export type WebhookSettings = z.infer<typeof WebhookSettings>

/**
 * Fires when files in a folder are there whole: not empty, no change of size or time for `settleSec`, and readable.
 * Temporary names, backups of applications and links never fire, nor does what Segue delivered itself. single: each
 * file · set: one file of every pattern of `set` with a common name; without patterns all that came together, by the
 * beginning that their names share · newest: the newest of a series (`Song v8`), older ones go by. Event: `/file`,
 * `/name` (without ending; of a set what its names share), `/folder` (name of the folder that it lies in), `/take`
 * (the number of a series, or null); of a set `/files/<pattern index>`, and without patterns by name, and
 * `/roles/<rest of the name in lower case>`.
 */
export const FilesSettings = z.strictObject({
  kind: z.literal('files'),
  map,
  perMinute: perMinute.default(120),
  /** Absolute path. */
  folder: z.string().min(1).max(1024),
  subfolders: z.boolean().default(false),
  /** `*.wav`, `{Mix,Master}*.wav`; `*`, `?` and `{a,b}` only. Lower and upper case are the same. */
  pattern: z.string().min(1).max(200).default('*'),
  mode: z.enum(['single', 'set', 'newest']).default('single'),
  /** Patterns of a set, each with one `*`, which is the name that they have in common. None: all that comes together. */
  set: z.array(z.string().min(1).max(200)).max(64).default([]),
  settleSec: z.number().int().min(1).max(3600).default(5),
  /** Whether files that were there before the trigger fire, too. */
  existing: z.boolean().default(false),
})
export type FilesSettings = z.infer<typeof FilesSettings>

/** Fires on an OSC message. Event: `/address`, `/args` (a list), `/from`. */
export const OscSettings = z.strictObject({
  kind: z.literal('osc'),
  ...live,
  /** Interface on which it listens; `0.0.0.0` is all of them. */
  host: z.string().min(1).max(64).default('127.0.0.1'),
  port: z.number().int().min(1).max(65_535).default(9000),
  /** Addresses that may send; empty = any that reaches the interface. */
  allow: z.array(z.string().min(1).max(64)).max(64).default([]),
  /** OSC 1.0 address pattern: `/cue/*`, `/layer/{1,2}/go`. */
  address: z.string().min(1).max(200).startsWith('/'),
  /** Whether a first argument of 0 (a button that is let go) starts nothing. */
  onlyPress: z.boolean().default(true),
})
export type OscSettings = z.infer<typeof OscSettings>

/**
 * Fires on a MIDI message. Event: `/type` (`noteOn`, `control`), `/port`, `/channel` (1–16), `/number`, `/value` (0–127),
 * `/level` (0–1).
 */
export const MidiSettings = z.strictObject({
  kind: z.literal('midi'),
  ...live,
  /** Part of the port's name. */
  port: z.string().min(1).max(200),
  message: z.enum(['note', 'control', 'program', 'start', 'stop']).default('note'),
  /** 1–16; null = any. */
  channel: z.number().int().min(1).max(16).nullable().default(null),
  /** Note, controller or program, 0–127; null = any. */
  number: z.number().int().min(0).max(127).nullable().default(null),
  /** At least this velocity or value. */
  least: z.number().int().min(0).max(127).default(1),
})
export type MidiSettings = z.infer<typeof MidiSettings>

/** What happens in applications and can start a recipe, by the name that a person chooses. */
export const AppHappening = z.enum([
  'set.saved',
  'locator.passed',
  'transport.started',
  'transport.stopped',
  'file.saved',
  'render.finished',
  'custom',
])
export type AppHappening = z.infer<typeof AppHappening>

/** What each application tells. */
export const appHappenings: Readonly<Partial<Record<AppId, readonly AppHappening[]>>> = {
  live: ['set.saved', 'locator.passed', 'transport.started', 'transport.stopped'],
  blender: ['file.saved', 'render.finished', 'transport.started', 'transport.stopped'],
  td: ['custom', 'transport.started', 'transport.stopped'],
}

/**
 * Fires when something happens in an application that people have open themselves, while Segue does not work in it.
 * Event: `/app`, `/happening`, `/name` (of the set, locator, file, scene or custom event), `/data` (what a custom event
 * brings; of a render `/data/frames`), `/file` (a set or file that was saved, when it lies on this machine).
 */
export const AppEventSettings = z.strictObject({
  kind: z.literal('app'),
  ...live,
  app: AppId,
  happening: AppHappening,
  /** Of a locator or a custom event; null = any. */
  name: z.string().max(200).nullable().default(null),
})
export type AppEventSettings = z.infer<typeof AppEventSettings>

/** Fires when a run of another recipe ends. Event: `/run`, `/status`, `/recipe`, `/outputs/<key>`, `/failure/message`. */
export const RecipeEndSettings = z.strictObject({
  kind: z.literal('recipe'),
  map,
  of: RecipeId,
  on: z.enum(['finished', 'failed', 'ended']).default('finished'),
  perMinute: perMinute.default(60),
})
export type RecipeEndSettings = z.infer<typeof RecipeEndSettings>
