import { join } from 'node:path'
import type { AppConnection, AppState } from '@segue/api'
import type { Adapter } from '@segue/bridge/adapter'
import { type AppDocument, AppId, documentTopic } from '@segue/protocol'
import type { Logger } from 'pino'
import { runAdapters } from './adapters.ts'
import { type AppLines, allLines, lineFor, stateOfLines } from './appLines.ts'
import { type BlobFacts, openBlobs } from './blobs.ts'
import { bridgeKey } from './bridgeKey.ts'
import type { Channel } from './channels/channel.ts'
import { lineChannel } from './channels/lines.ts'
import { type Door, openDoor } from './door.ts'
import { appTitle } from './failure.ts'
import type { BlenderSetting } from './findBlender.ts'
import { createHistory, type History } from './history.ts'
import type { HubBridge, Provider } from './hubBridge.ts'
import type { BridgeLease, LeaseRequest } from './lease.ts'
import { endLeftovers } from './leftovers.ts'
import { makeLines } from './makeLines.ts'
import { openPrograms } from './programs.ts'
import { createReception } from './reception.ts'
import { openRecords } from './records.ts'
import { createServing } from './serving.ts'
import type { EventListener } from './subscriptions.ts'

export interface HubOptions {
  /** `SEGUE_HOME`: holds keys (0600), the record of child processes, logs and the bridge socket. */
  home: string
  logger: Logger
  runnerVersion: string
  /** Path of the executable or several, null to look for one, or `off` to force the stand-in. */
  blender: BlenderSetting
  /** Port on 127.0.0.1 where bridges dial in; 0 takes any; null opens no TCP port. */
  port: number | null
  /** How many Blenders may work at once; 1 when left out. */
  workers?: number
  /** How long a Blender stays that nobody wants, in milliseconds. */
  idleMs?: number
  /** Applications that are reached from inside the runner. */
  adapters?: readonly Adapter[]
  /** How the door is opened; with sockets of this machine when left out. */
  openDoor?: typeof openDoor
}

/** One application that people have open themselves. */
export interface Theirs {
  isHere(): boolean
  /** Whether Segue works in it now. */
  isBusy(): boolean
  /** What it has open, as it told last; null while it is not here. */
  document(): AppDocument | null
  /** Like `subscribe` of the hub. */
  subscribe(topic: string, listener: EventListener): () => void
}

/** Every application that this runner reaches. */
export interface Hub {
  /**
   * Opens the door for bridges, and deals with processes that an earlier runner left: waits for those that can come
   * back, ends the others. Only the runner that owns the home may call it. `use` waits for it.
   */
  start(): Promise<void>
  /** What a run that starts now gets. Probes, starts nothing. */
  provider(app: AppId): Promise<Provider>
  /**
   * The bridge of an application, started when needed. `provider` is what the run pinned, or the application's id for
   * whichever real one comes; while that is not there it fails with `bridge.not_available`.
   */
  use(app: AppId, provider?: string): Promise<HubBridge>
  /**
   * The same, for one step or person alone. A step never gets the window that a person works in; a person gets it for
   * the commands that are about its document. Waits for its turn; fails as `use` does, and with `blender.too_old`.
   */
  lease(app: AppId, request: LeaseRequest): Promise<BridgeLease>
  /** What opens a .blend in place of the usual Blender: `blender@4.2.9`; null when that one does. */
  opener(path: string): Promise<string | null>
  /** Starts ahead what a run will want, when it can be started. */
  warm(app: AppId, provider?: string): void
  /** What is known of the connection to an application: the real one's while it is there, else the stand-in's. */
  connection(app: AppId): AppConnection
  /** Starts what can be started and waits until it is connected. Fails with `bridge.not_available` and what to do. */
  connect(app: AppId): Promise<AppConnection>
  /** Ends what Segue started and says goodbye to the rest. It stays away until the next `connect` or `use`. */
  disconnect(app: AppId): Promise<void>
  /** Serves a bridge that came through another door than the hub's own. */
  admit(channel: Channel): void
  /** The key of a bridge that dialled in, while this session of it is connected; else null. */
  keyOf(app: AppId, session: string): Uint8Array | null
  /** Takes a file that a bridge uploads for a result to come. */
  receiveBlob(body: AsyncIterable<Uint8Array>, facts: BlobFacts): Promise<void>
  /**
   * Listens to what an application tells by itself, now and after every return of its bridge, the stand-in's too.
   * Starts nothing. Returns the way to stop.
   */
  subscribe(app: AppId, topic: string, listener: EventListener): () => void
  /** The application that people have open themselves: no stand-in, and nothing that Segue started for its steps. */
  theirs(app: AppId): Theirs
  states(): AppState[]
  /** Calls `listener` after every change of `states()`. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Ends all children and closes all doors, within two seconds. */
  close(): Promise<void>
}

const idleMs = 5 * 60_000

/** Makes the hub of a home and looks for Blender. Starts nothing and opens nothing yet. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const { home, logger } = options
  const records = openRecords(join(home, 'children.json'))
  const programs = await openPrograms(options.blender)
  const listeners = new Set<() => void>()
  let door: Promise<Door> | null = null
  let closeAdapters: (() => Promise<void>) | null = null
  const explained = new Map<AppId, string>()
  const changed = () => listeners.forEach((listener) => void listener())

  const histories = new Map(AppId.options.map((app) => [app, createHistory(Date.now)]))
  const historyOf = (app: AppId) => histories.get(app) as History // one for each id
  const known = new Map(
    AppId.options.map((app) => [
      app,
      makeLines(app, {
        ...{ home, logger, records, history: historyOf(app), onChange: changed },
        workers: options.workers ?? 1,
        idleMs: options.idleMs ?? idleMs,
        program: app === 'blender' ? programs.usual : null,
        address: async () => (await start()).address,
        greet: (stream, line, child) => reception.admitChild(lineChannel(stream), line, child),
      }),
    ]),
  )
  const linesOf = (app: AppId) => known.get(app) as AppLines // one for each id
  const dialling = (app: AppId) => allLines({ ...linesOf(app), standIn: null })
  const every = () => AppId.options.flatMap((app) => allLines(linesOf(app)))
  const reception = createReception({
    ...{ home, logger, records, runnerVersion: options.runnerVersion, linesOf: dialling },
    lineFor: (peer) => lineFor(linesOf(peer.app.id), peer),
  })
  const blobs = openBlobs({ folder: join(home, 'run', 'blobs'), roots: [join(home, 'work')] })
  const serving = createServing({ logger, programs, linesOf, blobs })

  const start = () => {
    door ??= (options.openDoor ?? openDoor)(options, (socket) => reception.admit(lineChannel(socket))).then(
      recover,
    )
    closeAdapters ??= runAdapters(options.adapters ?? [], {
      admit: reception.admitInside,
      isTaken: reception.isTaken,
      keyOf: (app) => bridgeKey(home, app),
      logger,
      explain(app, detail) {
        explained.set(app, detail)
        changed()
      },
    })
    return door
  }
  const recover = async (opened: Door) => {
    const isBack = (pid: number) => every().some(({ peer }) => peer?.app.pid === pid)
    if (await endLeftovers(records, { isBack, logger })) changed()
    return opened
  }

  const stateOf = (app: AppId): AppState => {
    const { provider, standIn: isStandIn } = serving.provider(app)
    const { standIn, window } = linesOf(app)
    const isDialled = !isStandIn || Boolean(window?.peer)
    const state = stateOfLines(isDialled ? dialling(app) : (standIn?.lines ?? []))
    const missing = (app === 'blender' && programs.detail) || (explained.get(app) ?? '')
    const rest = isStandIn ? 'standIn' : serving.real(app) === null ? 'absent' : 'found'
    const shown = state === null || (!isDialled && state.state === 'idle') ? rest : state.state
    return { app, title: appTitle(app), provider, state: shown, detail: state?.detail || missing }
  }
  const connectionOf = (app: AppId): AppConnection => {
    const line = serving.shown(app)
    const peer = line?.peer ?? null
    return {
      app,
      bridge: peer && { ...peer.bridge, session: peer.session, connectedAt: line?.connectedAt ?? 0 },
      capabilities: [...(peer?.capabilities ?? [])],
      topics: [...(peer?.topics ?? [])],
      document: line?.document ?? null,
      ...historyOf(app).facts(),
    }
  }

  return {
    async start() {
      await start()
    },
    provider: async (app) => serving.provider(app),
    async use(app, pinned) {
      await start()
      return serving.use(app, pinned)
    },
    async lease(app, request) {
      await start()
      return serving.lease(app, request)
    },
    opener: serving.opener,
    warm: serving.warm,
    connection: connectionOf,
    async connect(app) {
      await start()
      const shown = serving.shown(app)
      const { real, window } = linesOf(app)
      // these may come back from now on, which nobody waits for
      for (const line of [real.lead, window]) if (line !== shown) line?.connect().catch(() => {})
      await shown?.connect()
      return connectionOf(app)
    },
    async disconnect(app) {
      await Promise.all(allLines(linesOf(app)).map((line) => line.disconnect()))
    },
    admit: reception.admit,
    keyOf: (app, session) =>
      dialling(app).some(({ peer }) => peer?.session === session) ? bridgeKey(home, app) : null,
    receiveBlob: blobs.receive,
    subscribe(app, topic, listener) {
      const { real, standIn, window } = linesOf(app)
      // what is open is told by those that people see; each process of a pool has a document of its own
      const seen = [real.lines[0], standIn?.lines[0], window]
      const stops = (topic === documentTopic ? seen : allLines(linesOf(app))).map((line) =>
        line?.subscriptions.add(topic, listener),
      )
      return () => stops.forEach((stop) => void stop?.())
    },
    theirs(app) {
      const line = linesOf(app).window ?? linesOf(app).real.lead
      return {
        isHere: () => line.peer !== null,
        isBusy: () => line.state()?.state === 'busy',
        document: () => line.document,
        subscribe: (topic, listener) => line.subscriptions.add(topic, listener),
      }
    },
    states: () => AppId.options.map(stateOf),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await closeAdapters?.()
      for (const { real, standIn } of known.values()) for (const pool of [real, standIn]) pool?.close()
      await Promise.all(every().map((line) => line.close()))
      await (await door?.catch(() => null))?.close()
    },
  }
}
