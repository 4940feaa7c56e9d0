import { z } from 'zod'
import { Failure } from './failure.ts'

/** One run that is to come, looked at beforehand. Times are epoch milliseconds. */
export const PreflightItem = z.object({
  recipeId: z.string(),
  recipeName: z.string(),
  /** The trigger that will start it; null for a run that was only asked about. */
  trigger: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** When; null when it starts by an event, or by hand. */
  at: z.number().nullable(),
  /** How often, in the time that was asked about. */
  times: z.number().int().positive(),
  /** Errors keep it from starting or from ending; warnings are worth knowing. */
  findings: z.array(Failure),
  /** What its steps took last time together, of those that would run; null when nobody knows. */
  lastMs: z.number().nullable(),
  /** What its last run stored; null when it never ran. */
  bytes: z.number().nullable(),
})
export type PreflightItem = z.infer<typeof PreflightItem>

/** What will run, and what would keep it from it. */
export const Preflight = z.object({
  from: z.number(),
  until: z.number(),
  items: z.array(PreflightItem),
  /** Of all of them together. */
  findings: z.array(Failure),
  disk: z.object({ free: z.number(), needed: z.number() }),
})
export type Preflight = z.infer<typeof Preflight>
