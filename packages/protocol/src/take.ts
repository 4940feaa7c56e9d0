import { z } from 'zod'
import { RunId } from './run.ts'

export const TakeId = z.string().regex(/^tke_[A-Za-z0-9_-]{1,64}$/)
export type TakeId = z.infer<typeof TakeId>

/** A favourite: one output of a run that stays, whatever becomes of the run. Times are epoch milliseconds. */
export const Take = z.object({
  id: TakeId,
  runId: RunId,
  recipeId: z.string(),
  recipeName: z.string(),
  /** Key of the output in the recipe. */
  output: z.string(),
  /** What a person calls it. */
  name: z.string(),
  value: z.json(),
  /** What the run was given, so that it can be made again with changes. */
  inputs: z.record(z.string(), z.json()),
  /** When the run began. */
  madeAt: z.number(),
  keptAt: z.number(),
})
export type Take = z.infer<typeof Take>
