import type { ActorKey, Effect } from '../types.ts'

/** An effect before it has its id. */
export type Draft<E = Effect> = E extends Effect ? Omit<E, 'id'> : never

const slashesIn = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) count++
  return count
}

/**
 * `run_x/node` → run and node; the node is null for the run itself. An odd number of parts is a run, an even one a
 * node: `run_x/map/3` is a child run, `run_x/map/3/inner` a node of it.
 */
export function partsOf(actor: ActorKey): { run: string; nodeId: string | null } {
  if (slashesIn(actor) % 2 === 0) return { run: actor, nodeId: null }
  const slash = actor.lastIndexOf('/')
  return { run: actor.slice(0, slash), nodeId: actor.slice(slash + 1) }
}

/** The actor of one node of a run. */
export const nodeActor = (run: string, nodeId: string): ActorKey => `${run}/${nodeId}`

/** The child run for one item of a node; a node that runs a recipe has item 0 only. */
export const childRun = (run: string, nodeId: string, item: number): ActorKey => `${run}/${nodeId}/${item}`

/** The step that a child run belongs to; null for a run that no other one holds. */
export function parentOf(run: ActorKey): { run: string; nodeId: string; item: number } | null {
  const last = run.lastIndexOf('/')
  if (last < 0) return null
  const before = run.lastIndexOf('/', last - 1)
  return { run: run.slice(0, before), nodeId: run.slice(before + 1, last), item: Number(run.slice(last + 1)) }
}
