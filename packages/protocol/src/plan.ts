import { z } from 'zod'
import { NodeId } from './graph.ts'
import { LaneId } from './nodeType.ts'

/** What a node would do if the recipe ran now. `off`: muted, idle or not asked for. */
export const PlanVerdict = z.enum(['runs', 'cached', 'waits', 'frozen', 'kept', 'bypassed', 'off'])
export type PlanVerdict = z.infer<typeof PlanVerdict>

/** Before a run: for every node, in order, whether it will run and why. */
export const RunPlan = z.object({
  nodes: z.array(
    z.object({
      nodeId: NodeId,
      name: z.string(),
      type: z.string(),
      verdict: PlanVerdict,
      /** One sentence without a full stop: `Look changed`, `412 of 6,660 frames`, `waits for Analyse`. */
      because: z.string().max(300),
      /** Nodes whose results must be there before more can be said. */
      waitsFor: z.array(NodeId),
      lane: LaneId,
      /** `blender@3.4.1` or `standin:blender@2`; null outside applications. */
      provider: z.string().nullable(),
      /** What it took last time, null when it never ran. */
      lastMs: z.number().nullable(),
    }),
  ),
})
export type RunPlan = z.infer<typeof RunPlan>
