import type { SimHost } from '../sim/simHost.ts'
import type { ActorKey, Compiled } from '../types.ts'

const settled: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])
const begun: ReadonlySet<string> = new Set(['held', 'queued', 'running', 'retrying', 'blocked', 'unknown'])

/** Looks at a host after everything that happens; throws at the first thing that must never be. */
export function watchInvariants(host: SimHost, compiled: Compiled, run: string): () => void {
  const ended = new Map<ActorKey, string>()
  const accepted = new Set<string>()
  const seqs = new Map<ActorKey, number>()
  let seen = 0
  const never = (what: string) => {
    throw new Error(`never: ${what}`)
  }
  const stateOf = (nodeId: string) => host.store.rows.get(`${run}/${nodeId}`)?.state ?? 'waiting'

  return function look() {
    for (const { actor, event } of host.store.deliveries.slice(seen)) {
      const row = host.store.rows.get(actor)
      if (!row) return never(`${actor} without a row`)
      if (JSON.stringify(row).length > 16 * 1024) never(`a row of ${JSON.stringify(row).length} bytes`)
      const changed = row.seq !== (seqs.get(actor) ?? 0)
      seqs.set(actor, row.seq)
      if (changed && (event.type === 'JOB.SUCCEEDED' || event.type === 'JOB.FAILED')) {
        const key = `${actor} ${event.attempt}`
        if (accepted.has(key)) never(`two results of ${key}`)
        accepted.add(key)
      }
      const last = ended.get(actor)
      if (last !== undefined && last !== JSON.stringify(row)) never(`${actor} changed after its end`)
      if (settled.has(row.state)) ended.set(actor, JSON.stringify(row))
    }
    seen = host.store.deliveries.length
    for (const { nodeId, kind, upstream } of compiled.plan.nodes) {
      if (begun.has(stateOf(nodeId)) && kind !== 'action') never(`${nodeId} runs, but is ${kind}`)
      const early = upstream.find((feeder) => stateOf(feeder) !== 'succeeded')
      if (begun.has(stateOf(nodeId)) && early !== undefined) never(`${nodeId} begins before ${early} is done`)
    }
    if (settled.has(host.store.rows.get(run)?.state ?? '')) {
      if (host.store.jobs.size > 0) never('a job of a run that is over')
      if (host.store.timers.size > 0) never('a timer of a run that is over')
      for (const { nodeId } of compiled.plan.nodes)
        if (stateOf(nodeId) !== 'waiting' && !settled.has(stateOf(nodeId)))
          never(`${nodeId} is open in a run that is over`)
    }
  }
}
