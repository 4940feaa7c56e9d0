import { z } from 'zod'
import { NodeId } from './graph.ts'
import { LaneId } from './nodeType.ts'
import { RunId } from './run.ts'

/** One attempt in a lane's queue, running ones first, then in the order in which they start. */
export const QueuedJob = z.object({
  runId: RunId,
  nodeId: NodeId,
  recipeName: z.string(),
  stepName: z.string(),
  lane: LaneId,
  locks: z.array(z.string()),
  priority: z.number().int(),
  running: z.boolean(),
  /** Why it does not run: `2 before it in Blender`, `gpu is taken by Render`, `run is paused`, a lane's failure. */
  waitsFor: z.string().nullable(),
})
export type QueuedJob = z.infer<typeof QueuedJob>
