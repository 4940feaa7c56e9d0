import { join } from 'node:path'
import type { AppConnection, AppState } from '@segue/api'
import type { Adapter } from '@segue/bridge/adapter'
import { AppId, apps } from '@segue/protocol'
import { standInOf } from '@segue/standins/versions'
import type { Logger } from 'pino'
import { runAdapters } from './adapters.ts'
import { bridgeKey } from './bridgeKey.ts'
import type { Channel } from './channels/channel.ts'
import { lineChannel } from './channels/lines.ts'
import { adoptChild, type Child, killGroup } from './children.ts'
import { type Door, openDoor } from './door.ts'
import { appTitle, bridgeFailure } from './failure.ts'
import { type BlenderSetting, findBlender } from './findBlender.ts'
import { greet, heartbeatMs } from './handshake.ts'
import { createHistory, type History } from './history.ts'
import { type HubBridge, makeBridge, type Provider } from './hubBridge.ts'
import { launchBlender, launchStandIn } from './launch.ts'
import { createLine, type Line } from './line.ts'
import { reattachMs, timesOf } from './lineTimes.ts'
import { openRecords } from './records.ts'
import type { EventListener } from './subscriptions.ts'
import { openWire } from './wire.ts'

export interface HubOptions {
  /** `SEGUE_HOME`: holds keys (0600), the record of child processes, logs and the bridge socket. */
  home: string
  logger: Logger
  runnerVersion: string
  /** Path of the executable or several, null to look for one, or `off` to force the stand-in. */
  blender: BlenderSetting
  /** Port on 127.0.0.1 where bridges dial in; 0 takes any; null opens no TCP port. */
  port: number | null
  /** Applications that are reached from inside the runner. */
  adapters?: readonly Adapter[]
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
  /** What is known of the connection to an application: the real one's while it is there, else the stand-in's. */
  connection(app: AppId): AppConnection
  /** Starts what can be started and waits until it is connected. Fails with `bridge.not_available` and what to do. */
  connect(app: AppId): Promise<AppConnection>
  /** Ends what Segue started and says goodbye to the rest. It stays away until the next `connect` or `use`. */
  disconnect(app: AppId): Promise<void>
  /** Serves a bridge that came through another door than the hub's own. */
  admit(channel: Channel): void
  /**
   * Listens to what an application tells by itself, now and after every return of its bridge, the stand-in's too.
   * Starts nothing. Returns the way to stop.
   */
  subscribe(app: AppId, topic: string, listener: EventListener): () => void
  states(): AppState[]
  /** Calls `listener` after every change of `states()`. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Ends all children and closes all doors, within two seconds. */
  close(): Promise<void>
}

/** Makes the hub of a home and looks for Blender. Starts nothing and opens nothing yet. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const { home, logger } = options
  const records = openRecords(join(home, 'children.json'))
  const search = await findBlender(options.blender)
  const listeners = new Set<() => void>()
  const real = new Map<AppId, Line>()
  const standIn = new Map<AppId, Line>()
  let door: Promise<Door> | null = null
  let closeAdapters: (() => Promise<void>) | null = null
  const explained = new Map<AppId, string>()

  const histories = new Map<AppId, History>()
  const historyOf = (app: AppId) => histories.get(app) ?? createHistory(Date.now)

  const changed = () => listeners.forEach((listener) => void listener())
  const launchOptions = (app: AppId) => ({ home, records, key: bridgeKey(home, app) })

  const welcome = (channel: Channel, line: (app: AppId) => Line | undefined, piped: Child | null) => {
    const wire = openWire(channel, 'bridge')
    const greeting = {
      runnerVersion: options.runnerVersion,
      heartbeatMs,
      keyFor: async (app: { id: AppId; standIn: boolean }) =>
        line(app.id) === undefined || app.standIn !== (piped !== null) ? null : bridgeKey(home, app.id),
      knows: (app: { id: AppId }, session: string) => line(app.id)?.knows(session) ?? false,
    }
    greet(wire, greeting)
      .then((peer) => {
        const recorded = records.alive().some(({ pid }) => pid === peer.app.pid)
        const child = piped ?? (recorded ? adoptChild(peer.app.pid, records) : null)
        const outcome = line(peer.app.id)?.attach(peer, child)
        if (outcome === 'joined') return
        // Not refused: it is to dial again, for when it is wanted.
        if (outcome === 'away') return wire.close('A person disconnected it.')
        wire.reject('app_busy', `Another ${appTitle(peer.app.id)} is already connected.`)
      })
      .catch((error: Error) => logger.warn(`a bridge was refused: ${error.message}`))
  }
  const admit = (channel: Channel) => welcome(channel, (app) => real.get(app), null)
  const makeLine = (app: AppId, launch: (() => Promise<Child>) | null): Line =>
    createLine({
      app,
      logger,
      times: timesOf(app),
      launch,
      greet: (stream, child) => welcome(lineChannel(stream), () => standIn.get(app), child),
      onChange: changed,
      history: historyOf(app),
    })
  for (const app of AppId.options) {
    histories.set(app, createHistory(Date.now))
    const replaced = () => launchStandIn(app, launchOptions(app))
    if (apps[app].standIn) standIn.set(app, makeLine(app, replaced))
    const { found } = search
    const launch =
      app === 'blender' && found !== null
        ? async () => launchBlender(found.path, (await start()).address, launchOptions(app))
        : null
    real.set(app, makeLine(app, launch))
  }

  const start = () => {
    door ??= openDoor(options, (socket) => admit(lineChannel(socket))).then(recover)
    closeAdapters ??= runAdapters(options.adapters ?? [], {
      admit,
      keyOf: (app) => bridgeKey(home, app),
      logger,
      explain(app, detail) {
        explained.set(app, detail)
        changed()
      },
    })
    return door
  }
  /** Gives processes of an earlier runner their time to come back, then ends what did not. */
  const recover = async (opened: Door) => {
    const left = records.alive()
    const returning = left.filter(({ piped }) => !piped)
    const isBack = (pid: number) => real.values().some((line) => line.peer?.app.pid === pid)
    const end = Date.now() + reattachMs
    while (Date.now() < end && records.alive().some(({ pid, piped }) => !piped && !isBack(pid))) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    for (const { app, pid } of records.alive()) {
      if (!left.some((child) => child.pid === pid) || isBack(pid)) continue
      logger.warn({ app, pid }, 'ending a process that an earlier runner left')
      killGroup(pid)
      records.remove(pid)
    }
    if (returning.length > 0) changed()
    return opened
  }

  const realProvider = (app: AppId): string | null => {
    const connected = real.get(app)?.peer
    if (connected) return `${app}@${connected.app.version}`
    return app === 'blender' && search.found !== null ? `blender@${search.found.version}` : null
  }
  const providerOf = (app: AppId): Provider => {
    const provider = realProvider(app)
    const replaced = provider === null ? standInOf(app) : null
    return { provider: provider ?? replaced ?? app, standIn: replaced !== null }
  }
  const stateOf = (app: AppId): AppState => {
    const { provider, standIn: isStandIn } = providerOf(app)
    const line = isStandIn ? standIn.get(app) : real.get(app)
    const state = line?.state() ?? null
    const missing = app === 'blender' && search.found === null ? search.detail : (explained.get(app) ?? '')
    const rest = isStandIn ? 'standIn' : realProvider(app) === null ? 'absent' : 'found'
    const shown = state === null || (isStandIn && state.state === 'idle') ? rest : state.state
    return { app, title: appTitle(app), provider, state: shown, detail: state?.detail || missing }
  }

  const lineOf = (app: AppId) => (providerOf(app).standIn ? standIn : real).get(app)
  const connectionOf = (app: AppId): AppConnection => {
    const line = lineOf(app)
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
    provider: async (app) => providerOf(app),
    async use(app, pinned) {
      await start()
      const isStandIn = (pinned ?? providerOf(app).provider).startsWith('standin:')
      const provider = isStandIn ? standInOf(app) : realProvider(app)
      const line = isStandIn ? standIn.get(app) : real.get(app)
      const fits = pinned === undefined || pinned === app || pinned === provider
      if (provider === null && pinned === app)
        throw bridgeFailure(
          'not_available',
          `${appTitle(app)} is not here.`,
          `Open ${appTitle(app)} with its bridge; the step goes on by itself. Or start a new run on the stand-in.`,
        )
      if (provider === null || line === undefined || !fits) {
        const now = providerOf(app).provider
        const said = `This run is bound to ${pinned ?? app}, but ${now} is what is here now.`
        throw bridgeFailure('not_available', said, 'Start a new run.')
      }
      return makeBridge({ provider, standIn: isStandIn }, (spec, args, callOptions) => {
        if (spec.effects === 'destructive' && !callOptions.dryRun)
          logger.warn({ app, command: spec.command }, 'sending a command that deletes or overwrites')
        return line.call(spec, args, callOptions)
      })
    },
    connection: connectionOf,
    async connect(app) {
      await start()
      await lineOf(app)?.connect()
      return connectionOf(app)
    },
    async disconnect(app) {
      await Promise.all([real.get(app)?.disconnect(), standIn.get(app)?.disconnect()])
    },
    admit,
    subscribe(app, topic, listener) {
      const stops = [real.get(app), standIn.get(app)].map((line) => line?.subscriptions.add(topic, listener))
      return () => stops.forEach((stop) => void stop?.())
    },
    states: () => AppId.options.map(stateOf),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await closeAdapters?.()
      await Promise.all([...real.values(), ...standIn.values()].map((line) => line.close()))
      await (await door?.catch(() => null))?.close()
    },
  }
}
