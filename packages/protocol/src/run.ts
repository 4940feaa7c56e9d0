import { z } from 'zod'
import { ArtifactRef } from './artifact.ts'
import { Failure } from './failure.ts'
import { NodeId } from './graph.ts'
import { LaneId } from './nodeType.ts'

/** `run_x`, or `run_x/node/item` for a child run: an item of a map, or another recipe as a node. */
export const RunId = z
  .string()
  .max(2000)
  .regex(/^run_[A-Za-z0-9_-]{1,64}(\/[A-Za-z0-9_-]{1,64}\/\d{1,5}){0,16}$/)
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

/**
 * How a succeeded step got its outputs. Only `run` ran; `kept` took them from an earlier run, `person` from
 * somebody who marked the step as done.
 */
export const SettledBy = z.enum(['run', 'cached', 'frozen', 'bypassed', 'kept', 'person'])

/** What a step that has not settled waits for. Times are epoch milliseconds. */
export const Asks = z.discriminatedUnion('for', [
  /** A person: look at the step's outputs (`in`), then approve, reject or pick one. */
  z.object({
    for: z.literal('answer'),
    mode: z.enum(['approve', 'pick']),
    question: z.string().max(600),
    /** How many there are to pick from. */
    choices: z.number().int().nonnegative(),
    /** What else to fill in, as JSON Schema of flat fields; null for nothing. */
    form: z.record(z.string(), z.json()).nullable(),
    deadline: z.number().nullable(),
    /** What happens when nobody answers in time. */
    otherwise: z.enum(['approve', 'reject', 'fail']),
  }),
  z.object({ for: z.literal('time'), at: z.number() }),
  z.object({ for: z.literal('event'), topic: z.string().max(200), deadline: z.number().nullable() }),
])
export type Asks = z.infer<typeof Asks>

/** How the child runs of a step stand. */
export const ItemCount = z.object({
  total: z.number().int().nonnegative(),
  live: z.number().int().nonnegative(),
  succeeded: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
})
export type ItemCount = z.infer<typeof ItemCount>

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
  /** Also while the step asks: what there is to look at. */
  outputs: z.record(z.string(), z.json()),
  failure: Failure.nullable(),
  asks: Asks.nullable().default(null),
  items: ItemCount.nullable().default(null),
})
export type StepView = z.infer<typeof StepView>

/** What the reason of a step says that a person has paused alone. */
export const stepPaused = 'This step is paused'

/** Whether a person has paused this step alone, and it has not settled since. */
export const isPausedAlone = ({ status, reason }: Pick<StepView, 'status' | 'reason'>): boolean =>
  reason === stepPaused && !settledSteps.has(status)

const settledSteps: ReadonlySet<StepStatus> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])

/** A step of a run inside another one that goes no further without a person or an event. */
export const HeldStep = z.object({
  runId: RunId,
  /** The way to it from the run that is looked at: steps that hold a run, and which item; null for a recipe's only run. */
  place: z.array(z.object({ step: z.string(), item: z.string().nullable() })),
  step: StepView,
})
export type HeldStep = z.infer<typeof HeldStep>

/** What of the runs inside a run waits, however deep: how many steps, and the first ones in their order. */
export const Inside = z.object({ total: z.number().int().nonnegative(), steps: z.array(HeldStep) })
export type Inside = z.infer<typeof Inside>

/** The head of a run: what a list shows. */
export const RunHead = z.object({
  runId: RunId,
  recipeId: z.string(),
  recipeName: z.string(),
  status: RunStatus,
  /** Step of another run that this one belongs to. */
  parent: z.object({ runId: RunId, nodeId: NodeId, item: z.number().int() }).nullable().default(null),
  /** Higher goes first in every queue. */
  priority: z.number().int().min(-100).max(100).default(0),
  /** Never removed, nor are its files. */
  kept: z.boolean().default(false),
  /** Started by itself: nobody may be there, so it leaves alone what a person could be working on. */
  unattended: z.boolean().default(false),
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
  inside: Inside.default({ total: 0, steps: [] }),
  progress: z.array(Progress),
  log: z.array(LogLine),
})
export type RunView = z.infer<typeof RunView>

/** What `runs.watch` yields: the whole run first, then changes in order. */
export const RunChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('init'), run: RunView }),
  z.object({ type: z.literal('head'), head: RunHead }),
  z.object({ type: z.literal('step'), step: StepView }),
  z.object({ type: z.literal('inside'), inside: Inside }),
  z.object({ type: z.literal('progress'), progress: Progress }),
  z.object({ type: z.literal('log'), line: LogLine }),
])
export type RunChange = z.infer<typeof RunChange>
