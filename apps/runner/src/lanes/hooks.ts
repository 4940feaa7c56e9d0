import { homedir } from 'node:os'
import { join } from 'node:path'
import type { BridgeOptions, BridgeUse, SpareBridge } from '@segue/nodes'
import type { AppId, Progress, StudioNow } from '@segue/protocol'
import type { Approvals } from '../approvals/approvals.ts'
import { stepApprovals } from '../approvals/stepApprovals.ts'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Hub } from '../bridges/hub.ts'
import type { BridgeLease } from '../bridges/lease.ts'
import { refsIn } from '../cache/files.ts'
import type { Parts } from '../cache/parts.ts'
import type { Home } from '../config/home.ts'
import type { Feed } from '../host/feed.ts'
import type { Job, SqliteHost } from '../host/hostTypes.ts'
import { planNode } from '../host/values.ts'
import type { Database } from '../store/database.ts'
import type { Hooks } from './attempt.ts'
import { deliver } from './deliver.ts'
import { deliverSet } from './deliverSet.ts'
import { gather } from './gather.ts'
import type { Traces } from './traces.ts'

export interface HookOptions {
  db: Database
  home: Home
  host: SqliteHost
  feed: Feed
  hub: Hub
  artifacts: ArtifactStore
  parts: Parts
  approvals: Approvals
  /** Whether Python of people's own may run in Blender here. */
  python: boolean
  /** Folders of this machine that a person named in the settings. */
  places: Readonly<Record<string, string>>
  /** The studio at this moment. */
  studio(): StudioNow
}

/** When a step may do what. */
export interface Span {
  /** Aborted when the step is stopped: nothing that others see begins from then on. What has landed is still kept. */
  stop: AbortSignal
  /** Aborted when the attempt has ended: whatever it left running does nothing any more. */
  end: AbortSignal
  /** What the step does to applications. */
  traces?: Traces
}

const progressMs = 100

/** What a running step may ask of this runner, bound to one job. */
export function createHooks(options: HookOptions, job: Job, { stop, end, traces }: Span): Hooks {
  const { db, home, host, feed, hub, artifacts, parts } = options
  const { runId, nodeId } = job
  const [root = runId] = runId.split('/')
  const { providers, outFolder, compiled } = host.runs.facts(runId)
  const node = planNode(compiled.plan.nodes, nodeId)
  const fresh = node?.fresh ?? false
  const allowed = stepApprovals({
    ...options,
    step: { runId, nodeId, name: node?.name ?? nodeId },
    given: () => (node ? refsIn({ ...node.params, ...host.runs.inputs(runId, node) }) : []),
  })
  const tell = throttle(progressMs, end, (progress: Progress) =>
    feed.publish(runId, { type: 'progress', progress }),
  )
  /** Ways to applications that the step has for itself until its attempt ends. */
  const leases = new Map<AppId, Promise<BridgeLease>>()
  const lease = (app: AppId, { scene, allowOlder = false }: BridgeOptions = {}): Promise<BridgeLease> => {
    const known = leases.get(app)
    if (known) return known
    const take = async () =>
      hub.lease(app, {
        signal: stop,
        by: 'step',
        provider: providers[app],
        ...(scene && {
          scene: {
            path: await artifacts.path(scene),
            name: scene.name,
            content: scene.artifactId,
            allowOlder,
          },
        }),
      })
    const taken = take()
    leases.set(app, taken)
    void taken.then(releaseAtEnd, () => leases.delete(app))
    return taken
  }
  const releaseAtEnd = ({ release }: BridgeLease) => {
    if (end.aborted) release()
    else end.addEventListener('abort', release, { once: true })
  }
  const callOf =
    (bridge: BridgeLease): BridgeUse['call'] =>
    async (command, args, onProgress) => {
      stop.throwIfAborted()
      end.throwIfAborted()
      const { priority } = job
      const call = () =>
        bridge.call(command, args, { signal: stop, priority, ...(onProgress ? { onProgress } : {}) })
      return command.effects === 'read' || !traces ? call() : traces.around(call)
    }
  const spareOf = (bridge: BridgeLease): SpareBridge | null => {
    const more = end.aborted ? null : bridge.spare?.()
    if (!more) return null
    releaseAtEnd(more)
    return {
      ...{ provider: more.provider, standIn: more.standIn, call: callOf(more), release: more.release },
      get awaited() {
        return more.awaited
      },
    }
  }
  const places = (folder: string) => ({
    base: outFolder,
    folder: folder || outFolder,
    roots: [homedir(), ...Object.values(options.places)],
    forbidden: [home.artifacts, home.work, home.logs, home.run],
  })
  const delivered = (artifactId: string, path: string) =>
    db.run('INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?)', runId, artifactId, path)
  return {
    path: artifacts.path,
    origin: async (ref) => artifacts.origin(ref.artifactId),
    async save(source, { name, mime, meta }) {
      end.throwIfAborted()
      const facts = { name, ...(mime ? { mime } : {}), ...(meta ? { meta } : {}) }
      if (typeof source !== 'string') return artifacts.putBytes(source, facts)
      const ref = await artifacts.putFile(source, { ...facts, own: source.startsWith(home.work) })
      allowed.saved(ref)
      return ref
    },
    async deliver(ref, { folder, name, overwrite }) {
      const source = await artifacts.path(ref)
      stop.throwIfAborted()
      end.throwIfAborted()
      const path = await deliver({
        source,
        artifactId: ref.artifactId,
        ...places(folder),
        name: name.replaceAll('{run}', root.slice(-6)),
        overwrite,
      })
      delivered(ref.artifactId, path)
      return path
    },
    async deliverSet(files, { folder, manifest, about }) {
      const sources = await Promise.all(
        files.map(async (file) => ({ ...file, source: await artifacts.path(file) })),
      )
      stop.throwIfAborted()
      end.throwIfAborted()
      const made = await deliverSet({ ...places(folder), files: sources, manifest, about, signal: stop })
      db.tx(() => {
        for (const { artifactId, name } of files) delivered(artifactId, join(made.folder, name))
      })
      return made
    },
    async gather(folder, pattern) {
      stop.throwIfAborted()
      return gather(artifacts, { ...places(folder), pattern }, stop)
    },
    async bridge(app, options) {
      stop.throwIfAborted()
      const bridge = await lease(app, options)
      if (bridge.standIn) host.usedStandIn(runId, nodeId)
      const { provider, standIn } = bridge
      return {
        provider,
        standIn,
        call: callOf(bridge),
        ...(bridge.spare && { spare: () => spareOf(bridge) }),
      }
    },
    recall: async (key) => (fresh ? null : parts.recall(key)),
    remember: async (key, value) => {
      end.throwIfAborted()
      parts.remember(key, value)
    },
    trusted: allowed.trusted,
    approved: allowed.approved,
    studio: async () => options.studio(),
    children: async () => host.childResults(runId, nodeId),
    progress(fraction, message, preview) {
      if (!end.aborted) tell({ nodeId, fraction, message: message.slice(0, 300), preview: preview ?? null })
    },
    mark(key, value) {
      if (!end.aborted) host.mark(runId, nodeId, key, value)
    },
    log: (text, level) => host.note(`${runId}/${nodeId}`, level, text.slice(0, 4000)),
  }
}

/** At most one call per `ms`; the newest value always goes out in the end, and a picture is never dropped for text. */
function throttle(
  ms: number,
  signal: AbortSignal,
  send: (progress: Progress) => void,
): (progress: Progress) => void {
  let held: Progress | null = null
  let timer: NodeJS.Timeout | undefined
  return (progress) => {
    held = { ...progress, preview: progress.preview ?? held?.preview ?? null }
    if (timer) return
    send(held)
    held = null
    timer = setTimeout(() => {
      timer = undefined
      if (held && !signal.aborted) send(held)
      held = null
    }, ms)
    timer.unref()
  }
}
