import { randomBytes } from 'node:crypto'
import type { Services } from '@segue/api'
import { openMidi } from '@segue/midi'
import { type Failure, LaneId } from '@segue/protocol'
import { type Approvals, openApprovals } from './approvals/approvals.ts'
import { type ArtifactStore, openArtifacts } from './artifacts/artifactStore.ts'
import { createSigner, type Signer } from './artifacts/signer.ts'
import { keepAwake } from './awake/keepAwake.ts'
import { adaptersOf } from './bridges/adapterList.ts'
import { bridgeKey } from './bridges/bridgeKey.ts'
import { createHub, type Hub } from './bridges/hub.ts'
import { whenConnected } from './bridges/whenConnected.ts'
import { type Cache, openCache } from './cache/cache.ts'
import { createGarbage, type Garbage } from './cache/garbage.ts'
import type { Config } from './config/config.ts'
import type { Home } from './config/home.ts'
import { version } from './config/version.ts'
import { type Clock, systemClock } from './host/clock.ts'
import { createFeed, type Feed } from './host/feed.ts'
import type { SqliteHost } from './host/hostTypes.ts'
import { createSqliteHost } from './host/sqliteHost.ts'
import { openPhones, type Phones } from './lan/phones.ts'
import type { Lane } from './lanes/attempt.ts'
import { createDiskWatch } from './lanes/diskWatch.ts'
import { createDispatcher, type Dispatcher } from './lanes/dispatcher.ts'
import { createHooks } from './lanes/hooks.ts'
import { localLane } from './lanes/localLane.ts'
import { createMediaLane, type MediaLane } from './lanes/mediaLane.ts'
import { attemptOf, stepOf } from './lanes/steps.ts'
import { warmAhead } from './lanes/warm.ts'
import { openWorkFolders } from './lanes/workFolders.ts'
import { watchLag } from './log/lag.ts'
import type { Logger } from './log/logger.ts'
import { openPlanner } from './planner/planner.ts'
import { openForPeople } from './report/forPeople.ts'
import { claimPort } from './server/claimPort.ts'
import { readSecret } from './server/secrets.ts'
import { createApprovalService } from './services/approvalService.ts'
import { createAppsService } from './services/appsService.ts'
import { archiving } from './services/archiving.ts'
import { createArtifactService } from './services/artifactService.ts'
import { createDeviceService } from './services/deviceService.ts'
import { guardStore } from './services/guardStore.ts'
import { createPackageService } from './services/packageService.ts'
import { createQueueService } from './services/queueService.ts'
import { createRecipeService } from './services/recipeService.ts'
import { createRecipeVersions } from './services/recipeVersions.ts'
import { createRunService } from './services/runService.ts'
import { loadSample, sampleTexts } from './services/samples.ts'
import { createSystemService } from './services/systemService.ts'
import { openRules } from './storage/rules.ts'
import { type Database, openDatabase } from './store/database.ts'
import { openStudioParts } from './studio/studio.ts'
import { openWorld } from './triggers/sources/world.ts'
import { openTriggers } from './triggers/triggers.ts'
import type { HookDoor } from './triggers/webhook/hookDoor.ts'
import { openVault } from './vault/vault.ts'

/** A whole runner without doors: store, engine host, lanes, bridges and services. */
export interface Runner {
  readonly db: Database
  readonly feed: Feed
  readonly host: SqliteHost
  readonly hub: Hub
  readonly artifacts: ArtifactStore
  readonly approvals: Approvals
  readonly cache: Cache
  readonly garbage: Garbage
  readonly media: MediaLane
  readonly phones: Phones
  readonly services: Services
  /** Answers calls to webhooks. */
  readonly hook: HookDoor
  readonly outputs: string
  /** Ends children and closes the store; running steps come back at the next start. */
  close(): Promise<void>
}

export interface RunnerOptions {
  /** Where bridges dial in on this machine; no TCP door when left out. */
  bridgePort?: number | null
  /** False: nothing goes on and nothing starts; for looking at a store and changing what stands in it. */
  resume?: boolean
  /** False: triggers start nothing by themselves; for one run. As `resume` when left out. */
  triggers?: boolean
  /** Real time when left out. */
  clock?: Clock
  /** The store is damaged or taken over: nothing is stored any more, so this runner is of no more use. */
  onLost?(failure: Failure): void
}

type Laned = { lane: Lane; size: number }

const trimEveryMs = 6 * 3_600_000

/** Opens the runner of a home that this process has locked, and resumes what was unfinished. */
export async function openRunner(
  home: Home,
  config: Config,
  log: Logger,
  {
    bridgePort = null,
    resume = true,
    triggers: isFiring = resume,
    clock = systemClock,
    onLost,
  }: RunnerOptions = {},
): Promise<Runner> {
  const db = openDatabase(home.database, { own: true })
  const artifacts = await openArtifacts(db, home.artifacts, home.incoming)
  const approvals = openApprovals(db, bridgeKey(home.root, 'blender'))
  const cache = openCache({
    ...{ db, artifacts, trusted: async () => approvals.trusted() },
    opener: (path) => hub.opener(path),
  })
  const feed = createFeed(randomBytes(4).toString('hex'))
  const { ffmpeg } = config.applications
  const midi = openMidi(config.applications.midi.virtual)
  const hub = await createHub({
    home: home.root,
    logger: log,
    runnerVersion: version,
    ...{ blender: config.applications.blender, port: bridgePort, workers: config.lanes.blender },
    adapters: adaptersOf(config.applications, midi),
  })
  await claimPort(bridgePort === null ? [] : [bridgePort], hub.start)
  const media = createMediaLane({
    size: config.lanes.media,
    env: ffmpeg === null ? {} : { SEGUE_FFMPEG: ffmpeg },
  })
  let dispatcher: Dispatcher | undefined
  const host = createSqliteHost({
    db,
    feed,
    log,
    clock,
    ready: () => (resume ? (dispatcher?.ready() ?? []) : []),
    compute: (job) => dispatcher?.compute(job) ?? null,
    onCommit(turns) {
      for (const one of turns.stop) dispatcher?.stop(one)
      dispatcher?.go(turns)
      warmAhead({ host, hub }, turns.begin)
    },
    ...(onLost ? { onLost } : {}),
  })
  const laneOf = (id: LaneId): Laned => ({
    lane: id === 'media' ? media : localLane,
    size: config.lanes[id],
  })
  const work = openWorkFolders(home.work, host.runs.unsettled())
  const disk = createDiskWatch(home.root)
  const studio = openStudioParts({ db, feed, home: home.root, host, hub, logger: log })
  const tools = {
    db,
    home,
    host,
    feed,
    hub,
    artifacts,
    parts: cache.parts,
    approvals,
    python: config.code.blenderPython,
    places: config.paths,
    studio: studio.now,
  }
  dispatcher = createDispatcher({
    host,
    cache,
    log,
    lanes: Object.fromEntries(LaneId.options.map((id) => [id, laneOf(id)])) as Record<LaneId, Laned>,
    stepOf: (job) => stepOf(tools, job),
    prepare: (job, step) => ({ ...attemptOf(tools, job, step), workDir: work.of(job.runId, job.nodeId) }),
    hooks: (job, span) => createHooks(tools, job, span),
    onDiskFull: (lane) => disk.await(() => host.unblock(lane)),
    now: Date.now,
  })
  const { ended } = dispatcher
  const rules = openRules(db, config)
  const garbage = createGarbage({
    ...{ db, artifacts, cache, log, pinned: sampleTexts },
    maxBytes: () => rules.now().maxBytes,
  })
  const stopListening = feed.listen(({ runId, change }) => {
    if (change.type === 'step' && change.step.status === 'cancelled') {
      const { nodeId } = change.step
      void ended(runId, nodeId).then(() => work.remove(runId, nodeId))
    }
    if (change.type !== 'head' || change.head.endedAt === null) return
    void ended(runId).then(() => work.remove(runId))
    if (change.head.parent === null) garbage.soon()
  })
  const trim = () => {
    const history = rules.history()
    host.trim(history)
    triggers.trim(history.days)
    people.trim(history.days)
  }
  const trimming = setInterval(trim, trimEveryMs)
  trimming.unref()
  const stopLagWatch = watchLag(log)
  const letSleep = resume && config.keepAwake ? keepAwake({ db, feed, log }) : () => {}
  const stopWatching = whenConnected(hub, (app) => host.unblock(app))
  const phones = openPhones(db, Date.now)
  const signer: Signer = createSigner(readSecret(home.key), Date.now)
  const recipes = createRecipeService(db, (starter) => loadSample(artifacts, starter))
  const versions = createRecipeVersions(db)
  const system = createSystemService(hub)
  const runs = createRunService({
    db,
    host,
    artifacts,
    hub,
    feed,
    cache,
    media,
    work: home.work,
    outputs: home.outputs,
    recipe: recipes.get,
    versions: (id, number) => versions.get({ id, version: number }),
  })
  const { start, cancel, signal } = runs
  const vault = openVault(db, home.vault)
  const triggers = openTriggers({
    ...{ db, feed, clock, log, vault, start, cancel, signal },
    ...{ versions: versions.find, head: host.runs.head },
    origin: `http://127.0.0.1:${config.port}`,
    sources: openWorld({ db, home, config, artifacts, media, hub, midi, clock, log }),
  })
  const people = openForPeople({
    ...{ db, home, feed, clock, log, host, artifacts, garbage, rules, recipes, runs, system },
    ...{ triggers: triggers.service, vault, port: config.port },
  })
  const planner = openPlanner({ db, vault, recipes, system, studio: studio.service.context, clock })
  const services: Services = {
    ...people.services,
    apps: createAppsService({ hub, artifacts, work: home.work }),
    recipes: guardStore(archiving(recipes, triggers.service), db.file),
    packages: createPackageService({ db, artifacts, host, recipes, places: config.paths, apps: system.apps }),
    runs,
    artifacts: createArtifactService({
      db,
      artifacts,
      signer,
      media,
      origin: `http://localhost:${config.port + 1}`,
    }),
    devices: createDeviceService(phones),
    planner: planner.service,
    queue: createQueueService({ host, feed }),
    approvals: createApprovalService(approvals, () => host.unblock('blender')),
    studio: studio.service,
    triggers: guardStore(triggers.service, db.file),
    system,
  }
  if (resume) {
    host.recover()
    trim()
    garbage.soon()
  }
  if (isFiring) {
    triggers.open()
    people.open()
  }
  let closed: Promise<void> | undefined
  const close = async () => {
    stopListening()
    stopWatching()
    studio.close()
    await Promise.all([triggers.close(), planner.close()])
    await people.close()
    clearInterval(trimming)
    stopLagWatch()
    letSleep()
    disk.close()
    await Promise.all([dispatcher.close(), garbage.close()])
    cache.close()
    host.close()
    await Promise.all([media.close(), hub.close().then(midi.close)])
    db.close()
  }
  return {
    db,
    feed,
    host,
    hub,
    artifacts,
    approvals,
    cache,
    garbage,
    media,
    phones,
    services,
    hook: triggers.hook,
    outputs: home.outputs,
    close: () => (closed ??= close()),
  }
}
