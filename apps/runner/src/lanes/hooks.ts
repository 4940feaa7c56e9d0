import { homedir } from 'node:os'
import type { BridgeUse } from '@segue/nodes'
import type { Progress } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Hub } from '../bridges/hub.ts'
import type { Home } from '../config/home.ts'
import type { Feed } from '../host/feed.ts'
import type { Job } from '../host/jobs.ts'
import type { SqliteHost } from '../host/sqliteHost.ts'
import type { Database } from '../store/database.ts'
import type { Hooks } from './attempt.ts'
import { deliver } from './deliver.ts'

export interface HookOptions {
  db: Database
  home: Home
  host: SqliteHost
  feed: Feed
  hub: Hub
  artifacts: ArtifactStore
}

const progressMs = 100

/** What a running step may ask of this runner, bound to one job. */
export function createHooks(options: HookOptions, job: Job, signal: AbortSignal): Hooks {
  const { db, home, host, feed, hub, artifacts } = options
  const { runId, nodeId } = job
  const { providers, outFolder } = host.runs.facts(runId)
  const tell = throttle(progressMs, signal, (progress: Progress) =>
    feed.publish(runId, { type: 'progress', progress }),
  )
  return {
    path: artifacts.path,
    origin: async (ref) => artifacts.origin(ref.artifactId),
    save(source, { name, mime, meta }) {
      const facts = { name, mime, ...(meta ? { meta } : {}) }
      if (typeof source !== 'string') return artifacts.putBytes(source, facts)
      return artifacts.putFile(source, { ...facts, own: source.startsWith(home.work) })
    },
    async deliver(ref, { folder, name, overwrite }) {
      const path = await deliver({
        source: await artifacts.path(ref),
        artifactId: ref.artifactId,
        base: outFolder,
        folder: folder || outFolder,
        name: name.replaceAll('{run}', runId.slice(-6)),
        overwrite,
        roots: [homedir()],
        forbidden: [home.artifacts, home.work, home.logs, home.run],
      })
      db.run('INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?)', runId, ref.artifactId, path)
      return path
    },
    async bridge(app) {
      const bridge = await hub.use(app, providers[app])
      if (bridge.standIn)
        db.run('UPDATE steps SET stand_in = 1 WHERE run_id = ? AND node_id = ?', runId, nodeId)
      const call: BridgeUse['call'] = (command, args, onProgress) =>
        bridge.call(command, args, { signal, ...(onProgress ? { onProgress } : {}) })
      return { provider: bridge.provider, standIn: bridge.standIn, call }
    },
    progress: (fraction, message, preview) =>
      tell({ nodeId, fraction, message: message.slice(0, 300), preview: preview ?? null }),
    mark: (key, value) =>
      void db.run(
        'INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)',
        runId,
        nodeId,
        key,
        JSON.stringify(value),
      ),
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
