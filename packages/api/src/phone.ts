import { type Recipe, RecipeId, type RunChange, RunId } from '@segue/protocol'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { artifacts } from './router/artifacts.ts'
import { runNow } from './router/runNow.ts'
import { runs } from './router/runs.ts'
import { system } from './router/system.ts'
import { Values } from './router/values.ts'
import { procedure, router } from './trpc.ts'

const never = () => new AbortController().signal

/** A recipe as a form: what it asks for and what it makes, and nothing of how. */
export const formOf = (recipe: Recipe): Recipe => ({
  ...recipe,
  graph: { nodes: {}, edges: [] },
  layout: { nodes: {}, frames: [], notes: [] },
})

/** A change without the lines of the log, which name files of the machine; null when nothing else is in it. */
function withoutLog(change: RunChange): RunChange | null {
  if (change.type === 'log') return null
  return change.type === 'init' ? { ...change, run: { ...change.run, log: [] } } : change
}

/**
 * All that a paired device may ask for, under the names that the whole API has: forms, answers and outputs. What is not
 * in this list does not exist for it.
 */
export const phoneRouter = router({
  artifacts,
  recipes: {
    list: procedure.query(({ ctx }) => ctx.services.recipes.list()),
    get: procedure
      .input(z.strictObject({ id: RecipeId }))
      .query(async ({ ctx, input }) => formOf(await ctx.services.recipes.get(input.id))),
    sample: procedure.input(z.strictObject({ id: RecipeId })).query(async ({ ctx, input }) => {
      const sample = await ctx.services.recipes.sample(input.id)
      return sample === null ? null : { ...sample, log: [] }
    }),
  },
  runs: {
    /** Only what is stored runs: a device brings values, never a graph. */
    start: procedure
      .input(z.strictObject({ recipe: z.strictObject({ id: RecipeId }), inputs: Values.default({}) }))
      .mutation(({ ctx, input }) => ctx.services.runs.start(input)),
    list: runs.list,
    answer: runs.answer,
    review: runs.review,
    /** For browsers without a live line: WebKit takes none whose certificate is our own (WebKit bug 145819). */
    view: procedure
      .input(z.strictObject({ runId: RunId }))
      .query(async ({ ctx, input }) => ({ ...(await runNow(ctx.services.runs, input.runId)), log: [] })),
    watch: procedure
      .input(z.object({ runId: RunId, lastEventId: z.string().max(64).nullish() }))
      .subscription(async function* ({ ctx, input: { runId, lastEventId }, signal = never() }) {
        const from = { runId, ...(lastEventId ? { lastEventId } : {}) }
        for await (const { id, change } of ctx.services.runs.changes(from, signal)) {
          const seen = withoutLog(change)
          if (seen !== null) yield tracked(id, seen)
        }
      }),
    watchHeads: runs.watchHeads,
  },
  system: { version: system.version },
})
