import { z } from 'zod'
import { ArtifactRef } from './artifact.ts'
import { Failure } from './failure.ts'
import { RunId, RunStatus } from './run.ts'
import { FiringOutcome } from './trigger.ts'

/** One run in a report. Times are epoch milliseconds. */
export const ReportedRun = z.object({
  runId: RunId,
  recipeId: z.string(),
  recipeName: z.string(),
  status: RunStatus,
  /** Whether it began by itself. */
  unattended: z.boolean(),
  /** Name of the trigger that started it; null when a person did. */
  trigger: z.string().nullable(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  /** The files it made, of its outputs. */
  files: z.array(z.object({ key: z.string(), file: ArtifactRef })),
  /** Steps in which a stand-in took the place of an application. */
  standIns: z.number().int().nonnegative(),
  failure: Failure.nullable(),
  /** What it asks, or what keeps it; null when it needs nobody. */
  waits: z.string().nullable(),
})
export type ReportedRun = z.infer<typeof ReportedRun>

/** A moment at which a trigger started nothing, and why. */
export const ReportedMiss = z.object({
  triggerId: z.string(),
  trigger: z.string(),
  recipeName: z.string().nullable(),
  /** When it should have begun, epoch milliseconds. */
  at: z.number(),
  outcome: FiringOutcome,
  reason: z.string(),
  /** How many moments of this trigger ended this way; `at` is of the last one. */
  times: z.number().int().positive(),
})
export type ReportedMiss = z.infer<typeof ReportedMiss>

/** What happened while nobody was there. */
export const NightReport = z.object({
  /** Epoch milliseconds. */
  since: z.number(),
  until: z.number(),
  /** Newest first: those that need somebody, then those that failed, then the rest. At most 200. */
  runs: z.array(ReportedRun),
  missed: z.array(ReportedMiss),
  counts: z.object({
    done: z.number().int(),
    failed: z.number().int(),
    cancelled: z.number().int(),
    waiting: z.number().int(),
    /** Still queued or at work. */
    going: z.number().int(),
    missed: z.number().int(),
  }),
})
export type NightReport = z.infer<typeof NightReport>
