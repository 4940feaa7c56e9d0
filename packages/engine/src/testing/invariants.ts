import type { SimHost } from '../sim/simHost.ts'
import { nodeActor, partsOf } from '../step/actor.ts'
import type { ActorKey, Row } from '../types.ts'

const settled: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])
const notBegun: ReadonlySet<string> = new Set(['waiting', ...settled])
/** Nodes that may begin although some of their inputs never come. */
const gathering: ReadonlySet<string | null> = new Set(['merge', 'collect', 'race', 'onFailure'])

const never = (what: string): never => {
  throw new Error(`never: ${what}`)
}

/** Looks at a host after everything that happens; throws at the first thing that must never be. */
export function watchInvariants({ store }: SimHost): () => void {
  const ended = new Map<ActorKey, string>()
  const accepted = new Set<string>()
  const seqs = new Map<ActorKey, number>()
  let seen = 0
  const stateOf = (run: string, nodeId: string) => store.rows.get(nodeActor(run, nodeId))?.state ?? 'waiting'

  function lookAtNode(run: string, nodeId: string, state: string): void {
    if (notBegun.has(state)) return
    const node = store.runs.get(run)?.plan.nodes.find((one) => one.nodeId === nodeId)
    if (node?.kind !== 'action') never(`${run}/${nodeId} runs, but is ${node?.kind}`)
    if (!node || gathering.has(node.control)) return
    const early = node.upstream.find((entry) => stateOf(run, entry.split(':')[0] ?? '') !== 'succeeded')
    if (early !== undefined) never(`${run}/${nodeId} begins before ${early} is done`)
  }

  function lookAtEndedRun(run: string): void {
    const isInside = (actor: ActorKey) => actor.startsWith(`${run}/`)
    if ([...store.jobs.keys()].some(isInside)) never(`a job of ${run}, which is over`)
    if ([...store.timers.values()].some(({ actor }) => isInside(actor)))
      never(`a timer of ${run}, which is over`)
    for (const { nodeId } of store.runs.get(run)?.plan.nodes ?? [])
      if (stateOf(run, nodeId) !== 'waiting' && !settled.has(stateOf(run, nodeId)))
        never(`${nodeId} is open in ${run}, which is over`)
    for (const inner of store.runs.keys())
      if (isInside(inner) && !settled.has(store.rows.get(inner)?.state ?? ''))
        never(`${inner} outlives ${run}`)
  }

  function lookAtRow(row: Row): void {
    const text = JSON.stringify(row)
    if (text.length > 16 * 1024) never(`a row of ${text.length} bytes`)
    const last = ended.get(row.actor)
    if (last !== undefined && last !== text) never(`${row.actor} changed after its end`)
    if (settled.has(row.state)) ended.set(row.actor, text)
  }

  return function look() {
    for (const { actor, event } of store.deliveries.slice(seen)) {
      const row = store.rows.get(actor)
      if (!row) return never(`${actor} without a row`)
      const changed = row.seq !== (seqs.get(actor) ?? 0)
      seqs.set(actor, row.seq)
      if (changed && (event.type === 'JOB.SUCCEEDED' || event.type === 'JOB.FAILED')) {
        const key = `${actor} ${event.attempt}`
        if (accepted.has(key)) never(`two results of ${key}`)
        accepted.add(key)
      }
      lookAtRow(row)
      const { run, nodeId } = partsOf(actor)
      if (nodeId !== null) lookAtNode(run, nodeId, row.state)
      else if (changed && settled.has(row.state)) lookAtEndedRun(run)
    }
    seen = store.deliveries.length
  }
}
