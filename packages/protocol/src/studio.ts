import { z } from 'zod'
import { AppId } from './app.ts'
import { AppDocument } from './appDocument.ts'

/** One application as the studio sees it. */
export const StudioApp = z.object({
  app: AppId,
  title: z.string(),
  /** See `AppState`: standIn, found, absent, starting, idle, busy, unresponsive, disconnected. */
  state: z.string(),
  /** `blender@3.4.1`, `standin:live@1`. */
  provider: z.string(),
  version: z.string().nullable(),
  document: AppDocument.nullable(),
  /** What it is doing now, in words; null when it is free. */
  busyWith: z.string().nullable(),
  /** Since when it is in this state, epoch milliseconds. */
  since: z.number(),
})
export type StudioApp = z.infer<typeof StudioApp>

/** Where the music is. Live leads when it is there, else whatever plays. */
export const StudioTime = z.object({
  lead: AppId,
  playing: z.boolean(),
  tempo: z.number().nullable(),
  meter: z.object({ num: z.number().int(), den: z.number().int() }).nullable(),
  beats: z.number().nullable(),
  sec: z.number().nullable(),
  /** When it was told, epoch milliseconds: add what has passed since while it plays. */
  at: z.number(),
})
export type StudioTime = z.infer<typeof StudioTime>

/** Something that joins two applications: a file one made and the other used, or time one follows. */
export const StudioRelation = z.object({
  from: AppId,
  to: AppId,
  kind: z.enum(['file', 'time', 'markers']),
  /** Name of the file, or what is followed. */
  what: z.string().max(300),
  runId: z.string().nullable(),
  at: z.number(),
})
export type StudioRelation = z.infer<typeof StudioRelation>

/** How applications follow each other's time while they play. */
export const StudioSync = z.object({
  on: z.boolean(),
  /** Who follows the lead's transport and tempo, and how much later (ms) each is told to be. */
  followers: z.array(z.object({ app: AppId, offsetMs: z.number().min(-10_000).max(10_000) })).max(6),
  /** Whether locators of the lead become markers of the followers. */
  markers: z.boolean(),
})
export type StudioSync = z.infer<typeof StudioSync>

/** Everything known of the studio at one moment. Small: the planner reads it whole. */
export const StudioContext = z.object({
  /** The recipe that ran last, or runs now. */
  project: z.object({ recipeId: z.string(), name: z.string(), runId: z.string().nullable() }).nullable(),
  time: StudioTime.nullable(),
  apps: z.array(StudioApp),
  relations: z.array(StudioRelation).max(200),
  sync: StudioSync,
})
export type StudioContext = z.infer<typeof StudioContext>
