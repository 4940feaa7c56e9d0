import { randomBytes } from 'node:crypto'
import type { Services } from '@segue/api'
import type { LaneId } from '@segue/protocol'
import { type ArtifactStore, openArtifacts } from './artifacts/artifactStore.ts'
import { createSigner, type Signer } from './artifacts/signer.ts'
import { createHub, type Hub } from './bridges/hub.ts'
import type { Config } from './config/config.ts'
import type { Home } from './config/home.ts'
import { version } from './config/version.ts'
import { createFeed, type Feed } from './host/feed.ts'
import { createSqliteHost, type SqliteHost } from './host/sqliteHost.ts'
import { inputsOf } from './host/values.ts'
import type { Lane } from './lanes/attempt.ts'
import { createDispatcher, type Dispatcher } from './lanes/dispatcher.ts'
import { createHooks } from './lanes/hooks.ts'
import { localLane } from './lanes/localLane.ts'
import { createMediaLane, type MediaLane } from './lanes/mediaLane.ts'
import { openWorkFolders } from './lanes/workFolders.ts'
import type { Logger } from './log/logger.ts'
import { claimPort } from './server/claimPort.ts'
import { readSecret } from './server/secrets.ts'
import { createArtifactService } from './services/artifactService.ts'
import { createRecipeService } from './services/recipeService.ts'
import { createRunService } from './services/runService.ts'
import { loadSample } from './services/samples.ts'
import { createSystemService } from './services/systemService.ts'
import { type Database, openDatabase } from './store/database.ts'

/** A whole runner without doors: store, engine host, lanes, bridges and services. */
export interface Runner {
  readonly db: Database
  readonly feed: Feed
  readonly host: SqliteHost
  readonly hub: Hub
  readonly artifacts: ArtifactStore
  readonly media: MediaLane
  readonly services: Services
  readonly outputs: string
  /** Ends children and closes the store; running steps come back at the next start. */
  close(): Promise<void>
}

export interface RunnerOptions {
  /** Where bridges dial in on this machine; no TCP door when left out. */
  bridgePort?: number | null
}

/** Opens the runner of a home that this process has locked, and resumes what was unfinished. */
export async function openRunner(
  home: Home,
  config: Config,
  log: Logger,
  { bridgePort = null }: RunnerOptions = {},
): Promise<Runner> {
  const db = openDatabase(home.database)
  const artifacts = await openArtifacts(db, home.artifacts, home.incoming)
  const feed = createFeed(randomBytes(4).toString('hex'))
  const hub = await createHub({
    home: home.root,
    logger: log,
    runnerVersion: version,
    blender: config.applications.blender,
    port: bridgePort,
  })
  await claimPort(bridgePort === null ? [] : [bridgePort], hub.start)
  const media = createMediaLane({ size: config.lanes.media })
  let dispatcher: Dispatcher | undefined
  const host = createSqliteHost({
    db,
    feed,
    log,
    onCommit(stops) {
      for (const stop of stops) dispatcher?.stop(stop)
      dispatcher?.dispatch()
    },
  })
  const one = (lane: Lane, size: number) => ({ lane, size })
  const lanes: Record<LaneId, { lane: Lane; size: number }> = {
    local: one(localLane, config.lanes.local),
    media: one(media, config.lanes.media),
    live: one(localLane, 1),
    td: one(localLane, 1),
    blender: one(localLane, 1),
  }
  const work = openWorkFolders(home.work, host.runs.unsettled())
  feed.listen(({ runId, change }) => {
    if (change.type === 'head' && change.head.endedAt !== null) void work.remove(runId)
  })
  dispatcher = createDispatcher({
    host,
    lanes,
    work,
    hooks: (job, signal) => createHooks({ db, home, host, feed, hub, artifacts }, job, signal),
    prepare({ runId, nodeId }) {
      const { compiled, inputs } = host.runs.facts(runId)
      const node = compiled.plan.nodes.find((one) => one.nodeId === nodeId)
      if (!node) throw new Error(`${runId} has no node ${nodeId}`)
      const marks = db.all('SELECT key, value FROM marks WHERE run_id = ? AND node_id = ?', runId, nodeId)
      return {
        type: node.type,
        params: node.params,
        inputs: inputsOf(db, { runId, nodes: compiled.plan.nodes, inputs }, node),
        marks: marks.map((mark) => [String(mark.key), JSON.parse(String(mark.value))]),
      }
    },
  })
  const signer: Signer = createSigner(readSecret(home.key), Date.now)
  const recipes = createRecipeService(db, (starter) => loadSample(artifacts, starter))
  const services: Services = {
    recipes,
    runs: createRunService({ db, host, artifacts, hub, feed, outputs: home.outputs, recipe: recipes.get }),
    artifacts: createArtifactService({
      db,
      artifacts,
      signer,
      media,
      origin: `http://localhost:${config.port + 1}`,
    }),
    system: createSystemService(hub),
  }
  host.recover()
  return {
    db,
    feed,
    host,
    hub,
    artifacts,
    media,
    services,
    outputs: home.outputs,
    async close() {
      await dispatcher.close()
      host.close()
      await Promise.all([media.close(), hub.close()])
      db.close()
    },
  }
}
