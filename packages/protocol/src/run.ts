import { z } from 'zod'
import { ArtifactRef } from './artifact.ts'
import { Failure } from './failure.ts'
import { NodeId } from './graph.ts'
import { LaneId } from './nodeType.ts'

export const RunId = z.string().regex(/^run_[A-Za-z0-9_-]{1,64}$/)
export type RunId = z.infer<typeof RunId>

export const RunStatus = z.enum([
  'queued',
  'running',
  'waiting',
  'paused',
  'parked',
  'cancelling',
  'succeeded',
  'failed',
  'cancelled',
])
export type RunStatus = z.infer<typeof RunStatus>

export const StepStatus = z.enum([
  'waiting',
  'queued',
  'running',
  'retrying',
  'blocked',
  'unknown',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
])
export type StepStatus = z.infer<typeof StepStatus>

/** How a succeeded step got its outputs. `cached` and `frozen` did not run. */
export const SettledBy = z.enum(['run', 'cached', 'frozen', 'bypassed'])

/** One node's part in a run, as a person sees it. Times are epoch milliseconds. */
export const StepView = z.object({
  nodeId: NodeId,
  type: z.string(),
  name: z.string(),
  status: StepStatus,
  settledBy: SettledBy.nullable(),
  /** Why a step waits, is blocked, unknown or skipped. */
  reason: z.string().nullable(),
  lane: LaneId,
  standIn: z.boolean(),
  attempt: z.number().int().nonnegative(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  outputs: z.record(z.string(), z.json()),
  failure: Failure.nullable(),
})
export type StepView = z.infer<typeof StepView>

/** The head of a run: what a list shows. */
export const RunHead = z.object({
  runId: RunId,
  recipeId: z.string(),
  recipeName: z.string(),
  status: RunStatus,
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  inputs: z.record(z.string(), z.json()),
  outputs: z.record(z.string(), z.json()),
  failures: z.array(Failure),
})
export type RunHead = z.infer<typeof RunHead>

export const LogLine = z.object({
  at: z.number(),
  nodeId: NodeId.nullable(),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string().max(4000),
})
export type LogLine = z.infer<typeof LogLine>

/** Last progress of a running step. Never stored; sampled at ≤ 10 Hz. */
export const Progress = z.object({
  nodeId: NodeId,
  fraction: z.number().min(0).max(1).nullable(),
  message: z.string().max(300),
  preview: ArtifactRef.nullable(),
})
export type Progress = z.infer<typeof Progress>

export const RunView = z.object({
  head: RunHead,
  steps: z.array(StepView),
  progress: z.array(Progress),
  log: z.array(LogLine),
})
export type RunView = z.infer<typeof RunView>

/** What `runs.watch` yields: the whole run first, then changes in order. */
export const RunChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('init'), run: RunView }),
  z.object({ type: z.literal('head'), head: RunHead }),
  z.object({ type: z.literal('step'), step: StepView }),
  z.object({ type: z.literal('progress'), progress: Progress }),
  z.object({ type: z.literal('log'), line: LogLine }),
])
export type RunChange = z.infer<typeof RunChange>
