import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Compiled } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { fail } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Hub } from '../bridges/hub.ts'
import type { Cache, KnownStep } from '../cache/cache.ts'
import type { SqliteHost } from '../host/hostTypes.ts'
import type { Attempt, Hooks, Lane } from '../lanes/attempt.ts'
import { localLane } from '../lanes/localLane.ts'
import type { PlanTools } from './foresight.ts'

export interface AheadOptions {
  host: Pick<SqliteHost, 'queue'>
  hub: Pick<Hub, 'use'>
  artifacts: ArtifactStore
  cache: Cache
  media: Lane
  /** Folder that steps work in. */
  work: string
}

/** Makes the quick steps that a plan would otherwise have to wait for. Their results are kept like those of any run. */
export interface Ahead {
  /** What makes them for one plan, until `signal` aborts, a later plan begins, or a minute is over. */
  begin(compiled: Compiled, signal?: AbortSignal): NonNullable<PlanTools['make']>
  /** Gives way at once: a run starts. */
  stop(): void
}

const mostMs = 60_000

/** Opens it. One plan at a time makes steps, and only while no step of a run goes on or could. */
export function createAhead(options: AheadOptions): Ahead {
  const { host, cache, media, work } = options
  let newest = new AbortController()
  const stop = () => newest.abort(stopped())
  const isBusy = () =>
    host.queue().some(({ running, blocked, held }) => running || (blocked === null && !held))

  const make = async (step: KnownStep, signal: AbortSignal) => {
    const { type, version, lane, params, ports, feeders, nodeId } = step.node
    const folder = `ahead-${randomUUID()}`
    const workDir = join(work, folder)
    const attempt: Attempt = {
      ...{ runId: folder, nodeId, attempt: 1, type, version, lane, params, ports, feeders },
      ...{
        inputs: step.inputs,
        workDir,
        outFolder: workDir,
        unattended: false,
        marks: [],
        given: {},
        now: Date.now(),
      },
    }
    try {
      const serves = lane === 'media' ? media : localLane
      return (await serves.run(attempt, hooksFor(options, step, signal), signal)).outputs
    } finally {
      await rm(workDir, { recursive: true, force: true })
    }
  }

  return {
    stop,
    begin(compiled, signal) {
      stop()
      newest = new AbortController()
      const ends = [newest.signal, AbortSignal.timeout(mostMs), ...(signal ? [signal] : [])]
      const end = AbortSignal.any(ends)
      const wanted = feedersOf(compiled)
      return async (step, key) => {
        if (end.aborted || !wanted.has(step.node.nodeId) || !isQuick(step) || isBusy()) return null
        const began = performance.now()
        try {
          const outputs = await make(step, end)
          end.throwIfAborted()
          await cache.keep(step, key, { outputs, ms: performance.now() - began })
          return outputs
        } catch {
          // the run will say what is wrong
          return null
        }
      }
    },
  }
}

/** Effects that leave nothing behind: files are read, and processes are Segue's own. */
const harmless: ReadonlySet<string> = new Set(['read', 'process'])

/** Whether a step may run before anybody pressed Run: it leaves nothing behind and opens no application. */
function isQuick({ node: { type: id, lane, cacheable }, provider }: KnownStep): boolean {
  const type = catalogue.get(id)
  if (!type || type.control || !cacheable || !type.effects.every((effect) => harmless.has(effect)))
    return false
  return (
    lane === 'local' || lane === 'media' || (lane !== 'blender' && provider?.startsWith('standin:') === true)
  )
}

/** Nodes on the way to one that can tell beforehand how much it has to do; nothing is learned from others. */
function feedersOf({ plan }: Compiled): ReadonlySet<string> {
  const wanted = new Set<string>()
  for (const node of plan.nodes.toReversed()) {
    const type = catalogue.get(node.type)
    const tells = type !== undefined && !type.control && type.foresee !== undefined
    if (!tells && !wanted.has(node.nodeId)) continue
    for (const entry of node.upstream) wanted.add(entry.split(':', 1)[0] ?? entry)
  }
  return wanted
}

/** What a step may ask for: all that a run gives it, but nothing is shown, and nothing is delivered. */
function hooksFor(
  { hub, artifacts, cache, work }: AheadOptions,
  { provider }: KnownStep,
  signal: AbortSignal,
): Hooks {
  const { path, origin, recall, trusted } = cache.use
  return {
    path,
    origin,
    recall,
    trusted,
    approved: () => Promise.reject(stopped()),
    studio: () => Promise.reject(stopped()),
    async remember(key, value) {
      signal.throwIfAborted()
      await cache.use.remember(key, value)
    },
    async save(source, facts) {
      signal.throwIfAborted()
      if (typeof source !== 'string') return artifacts.putBytes(source, facts)
      return artifacts.putFile(source, { ...facts, own: source.startsWith(work) })
    },
    async bridge(app) {
      const bridge = await hub.use(app, provider ?? undefined)
      const quietly = { signal, priority: -100 }
      return {
        ...bridge,
        call: (command, args, onProgress) =>
          bridge.call(command, args, { ...quietly, ...(onProgress ? { onProgress } : {}) }),
      }
    },
    deliver: () => Promise.reject(stopped()),
    deliverSet: () => Promise.reject(stopped()),
    gather: () => Promise.reject(stopped()),
    children: async () => [],
    progress: () => {},
    mark: () => {},
    log: () => {},
  }
}

const stopped = () =>
  fail({
    code: 'plan.stopped',
    message: 'Segue has stopped looking ahead.',
    hint: 'Ask for the plan again.',
    kind: 'transient',
  })
