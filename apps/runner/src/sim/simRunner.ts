import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QueueService, RunsService } from '@segue/api'
import { LaneId } from '@segue/protocol'
import { pino } from 'pino'
import { openApprovals } from '../approvals/approvals.ts'
import { bridgeKey } from '../bridges/bridgeKey.ts'
import { createHub, type Hub } from '../bridges/hub.ts'
import { whenConnected } from '../bridges/whenConnected.ts'
import { type Cache, openCache } from '../cache/cache.ts'
import { openHome } from '../config/home.ts'
import { createFeed, type Feed } from '../host/feed.ts'
import { createSqliteHost, type SqliteHost } from '../host/sqliteHost.ts'
import type { Lane } from '../lanes/attempt.ts'
import { createDispatcher, type Dispatcher } from '../lanes/dispatcher.ts'
import { createHooks } from '../lanes/hooks.ts'
import { attemptOf, stepOf } from '../lanes/steps.ts'
import { createQueueService } from '../services/queueService.ts'
import { createRunService } from '../services/runService.ts'
import type { Database } from '../store/database.ts'
import type { Life } from './life.ts'
import type { Nature } from './nature.ts'
import { noArtifacts } from './noArtifacts.ts'
import { cacheTypes } from './types.ts'

/** The process of a runner: host, dispatcher, cache, hub and services as the real one has them. */
export interface SimRunner {
  readonly life: Life
  readonly host: SqliteHost
  readonly dispatcher: Dispatcher
  readonly hub: Hub
  readonly feed: Feed
  readonly cache: Cache
  readonly runs: RunsService
  readonly queue: QueueService
  /** As a runner that is told to end. */
  close(): Promise<void>
}

export interface SimRunnerOptions {
  life: Life
  db: Database
  nature: Nature
  /** Names this process in the ids of the feed. */
  instance: string
  lane: Lane
  sizes: Readonly<Record<LaneId, number>>
  /** Events per commit. */
  batch: number
  /** Its store was taken over. */
  onLost(): void
}

/** Keys of bridges are the only files of a simulated home. */
let home: ReturnType<typeof openHome> | undefined
export const simHome = () => {
  home ??= openHome(mkdtempSync(join(tmpdir(), 'segue-sim-')))
  return home
}

const log = pino({ level: 'silent' })
const none = () => Promise.reject(new Error('simulated runs are not of a stored recipe'))

/** Starts a runner on a store; it takes up what an earlier one left. */
export async function openSimRunner(options: SimRunnerOptions): Promise<SimRunner> {
  const { life, db, nature, instance, lane, sizes, batch, onLost } = options
  const { clock } = nature
  const files = simHome()
  const cache = openCache({ db, artifacts: noArtifacts, types: cacheTypes, now: clock.now })
  const feed = createFeed(instance)
  const hub = await createHub({
    ...{ home: files.root, logger: log, runnerVersion: 'sim', blender: 'off', port: null },
    openDoor: async () => ({ address: 'sim:', close: async () => {} }),
  })
  let dispatcher: Dispatcher | undefined
  const host = createSqliteHost({
    ...{ db, feed, log, clock, batch, onLost },
    ready: () => dispatcher?.ready() ?? [],
    compute: (job) => dispatcher?.compute(job) ?? null,
    onCommit(turns) {
      for (const one of turns.stop) dispatcher?.stop(one)
      dispatcher?.go(turns)
    },
  })
  const approvals = openApprovals(db, bridgeKey(files.root, 'blender'), clock.now)
  const tools = {
    ...{ db, home: files, host, feed, hub, approvals, artifacts: noArtifacts, parts: cache.parts },
    python: false,
    places: {},
    studio: () => ({ name: '', notes: {}, time: null, documents: {} }),
  }
  const laneOf = (id: LaneId) => [id, { lane, size: sizes[id] }] as const
  dispatcher = createDispatcher({
    ...{ host, cache, log, now: clock.now },
    lanes: Object.fromEntries(LaneId.options.map(laneOf)) as Parameters<typeof createDispatcher>[0]['lanes'],
    stepOf: (job) => stepOf(tools, job),
    prepare: (job, step) => ({ ...attemptOf(tools, job, step), workDir: '/nowhere' }),
    hooks: (job, span) => createHooks(tools, job, span),
    onDiskFull: (id) => host.unblock(id),
  })
  const runs = createRunService({
    ...{ db, host, hub, feed, cache, artifacts: noArtifacts, media: lane, work: files.work },
    ...{ outputs: files.outputs, recipe: none, versions: () => null },
  })
  whenConnected(hub, (app) => host.unblock(app))
  host.recover()
  return {
    ...{ life, host, dispatcher, hub, feed, cache, runs },
    queue: createQueueService({ host, feed }),
    async close() {
      await dispatcher.close()
      cache.close()
      host.close()
      await hub.close()
    },
  }
}
