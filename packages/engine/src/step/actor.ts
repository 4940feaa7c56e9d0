import type { ActorKey, Effect } from '../types.ts'

/** An effect before it has its id. */
export type Draft<E = Effect> = E extends Effect ? Omit<E, 'id'> : never

/** `run_x/node` → run and node; the node is null for the run itself. */
export function partsOf(actor: ActorKey): { run: string; nodeId: string | null } {
  const slash = actor.indexOf('/')
  return slash < 0
    ? { run: actor, nodeId: null }
    : { run: actor.slice(0, slash), nodeId: actor.slice(slash + 1) }
}

/** The actor of one node of a run. */
export const nodeActor = (run: string, nodeId: string): ActorKey => `${run}/${nodeId}`
