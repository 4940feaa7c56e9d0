import { AppId, NodeId, Recipe, RecipeId, RunId } from '@segue/protocol'
import { z } from 'zod'
import type { PlanRequest } from '../services/runs.ts'
import { Values } from './values.ts'

/** Higher goes first in every queue. */
export const Priority = z.number().int().min(-100).max(100)

const Target = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('to'), nodeIds: z.array(NodeId).min(1).max(1000) }),
  z.strictObject({ part: z.literal('from'), nodeId: NodeId, runId: RunId, edits: Values.default({}) }),
  z.strictObject({ part: z.literal('failed'), runId: RunId }),
  z.strictObject({ part: z.literal('fresh') }),
])

/** A run as callers ask for it. */
export const RunRequestInput = z.strictObject({
  recipe: z.union([z.strictObject({ id: RecipeId }), Recipe]),
  inputs: Values.default({}),
  target: z.exactOptional(Target),
  priority: z.exactOptional(Priority),
  providers: z.exactOptional(z.partialRecord(AppId, z.enum(['real', 'standIn']))),
  unattended: z.exactOptional(z.boolean()),
  outFolder: z.exactOptional(z.string().min(1).max(4000)),
})

/** A plan as callers ask for it. */
export const PlanRequestInput = RunRequestInput.extend({ ahead: z.exactOptional(z.boolean()) })

/** What this caller may ask for: only one with the token says where files go. */
export function allowed<R extends PlanRequest>({ outFolder, ...request }: R, trusted: boolean) {
  return trusted && outFolder !== undefined ? { ...request, outFolder } : request
}
