import { NodeId, RecipeId, RunId } from '@segue/protocol'
import { type TRPCRouterRecord, tracked } from '@trpc/server'
import { z } from 'zod'
import { callerName, procedure } from '../trpc.ts'
import { runNow } from './runNow.ts'
import { allowed, PlanRequestInput, Priority, RunRequestInput } from './runRequest.ts'
import { AnswerInput, heard, SignalInput, StepKey, StepOrderInput } from './steps.ts'
import { Values } from './values.ts'

const runId = z.strictObject({ runId: RunId })
const limit = z.number().int().min(1).max(200).default(50)
const never = () => new AbortController().signal

export const runs = {
  start: procedure
    .input(RunRequestInput)
    .mutation(({ ctx, input }) => ctx.services.runs.start(allowed(input, ctx.trusted))),
  rerun: procedure
    .input(z.strictObject({ runId: RunId, inputs: Values.default({}) }))
    .mutation(({ ctx, input }) => ctx.services.runs.rerun(input)),
  plan: procedure
    .input(PlanRequestInput)
    .query(({ ctx, input, signal }) => ctx.services.runs.plan(allowed(input, ctx.trusted), signal)),
  report: procedure.input(runId).query(({ ctx, input }) => ctx.services.runs.report(input.runId)),
  list: procedure
    .input(
      z.strictObject({
        recipeId: z.exactOptional(RecipeId),
        search: z.exactOptional(z.string().max(200)),
        limit,
      }),
    )
    .query(({ ctx, input }) => ctx.services.runs.list(input)),
  children: procedure
    .input(
      z.strictObject({
        runId: RunId,
        nodeId: NodeId,
        offset: z.number().int().min(0).max(100_000).default(0),
        limit,
      }),
    )
    .query(({ ctx, input }) => ctx.services.runs.children(input)),
  cancel: procedure.input(runId).mutation(({ ctx, input }) => ctx.services.runs.cancel(input.runId)),
  pause: procedure.input(runId).mutation(({ ctx, input }) => ctx.services.runs.pause(input.runId)),
  resume: procedure.input(runId).mutation(({ ctx, input }) => ctx.services.runs.resume(input.runId)),
  prioritise: procedure
    .input(z.strictObject({ runId: RunId, priority: Priority }))
    .mutation(({ ctx, input }) => ctx.services.runs.prioritise(input)),
  keep: procedure
    .input(z.strictObject({ runId: RunId, kept: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.runs.keep(input)),
  answer: procedure
    .input(AnswerInput)
    .mutation(({ ctx, input }) => ctx.services.runs.answer({ ...heard(input), by: callerName(ctx) })),
  view: procedure.input(runId).query(({ ctx, input }) => runNow(ctx.services.runs, input.runId)),
  review: procedure.input(StepKey).query(({ ctx, input }) => ctx.services.runs.review(input)),
  step: procedure.input(StepOrderInput).mutation(({ ctx, input }) => ctx.services.runs.step(input)),
  signal: procedure.input(SignalInput).mutation(({ ctx, input }) => ctx.services.runs.signal(input)),
  replay: procedure.input(runId).query(({ ctx, input }) => ctx.services.runs.replay(input.runId)),
  inspect: procedure.input(runId).query(({ ctx, input }) => ctx.services.runs.inspect(input.runId)),
  watch: procedure
    .input(z.object({ runId: RunId, lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input: { runId, lastEventId }, signal = never() }) {
      const from = { runId, ...(lastEventId ? { lastEventId } : {}) }
      const changes = ctx.services.runs.changes(from, signal)
      for await (const { id, change } of changes) yield tracked(id, change)
    }),
  watchHeads: procedure.subscription(async function* ({ ctx, signal = never() }) {
    yield* ctx.services.runs.headChanges(signal)
  }),
} satisfies TRPCRouterRecord
