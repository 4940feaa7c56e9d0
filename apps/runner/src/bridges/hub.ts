import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import type { AppState } from '@segue/api'
import { AppId, bridgeLimits, type CommandSpec } from '@segue/protocol'
import { standInVersions } from '@segue/standins/versions'
import type { Logger } from 'pino'
import { z } from 'zod'
import { bridgeKey } from './bridgeKey.ts'
import { adoptChild, type Child, killGroup } from './children.ts'
import { type Door, openDoor } from './door.ts'
import { appTitle, bridgeFailure } from './failure.ts'
import { findBlender } from './findBlender.ts'
import { greet, heartbeatMs } from './handshake.ts'
import { launchBlender, launchStandIn } from './launch.ts'
import { createLine, type Line, type LineTimes } from './line.ts'
import { openRecords } from './records.ts'
import { openWire } from './wire.ts'

/** What serves an application: `blender@3.4.1` or `standin:blender@1`. A run pins one per application. */
export interface Provider {
  provider: string
  standIn: boolean
}

export interface CallOptions {
  /** Aborting cancels the command in the application; the call ends when the application has cleaned up. */
  signal?: AbortSignal
  onProgress?: (progress: { fraction: number | null; message: string; data: unknown }) => void
  /** The application stops by itself after this long. */
  deadlineMs?: number
  /** Higher goes first among waiting calls of one application. 0 when left out. */
  priority?: number
  /** The same key twice runs once; the second call gets the first one's result. */
  idempotencyKey?: string
}

/** One application, ready for commands. */
export interface HubBridge extends Provider {
  /**
   * Sends one command and waits for its one result. Args and result are checked against the schema.
   * Fails with `bridge.<code>`; a dead application is `bridge.disconnected`, kind transient.
   */
  call<A extends z.ZodType, R extends z.ZodType>(
    command: CommandSpec<A, R>,
    args: z.input<A>,
    options?: CallOptions,
  ): Promise<z.output<R>>
}

export interface HubOptions {
  /** `SEGUE_HOME`: holds keys (0600), the record of child processes, logs and the bridge socket. */
  home: string
  logger: Logger
  runnerVersion: string
  /** Path of the executable, null to look for one, or `off` to force the stand-in. */
  blender: string | null
  /** Port on 127.0.0.1 where bridges dial in; 0 takes any; null opens no TCP port. */
  port: number | null
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
   * The bridge of an application, started when needed. `provider` is what the run pinned; when that is no longer
   * there it fails with `bridge.not_available`.
   */
  use(app: AppId, provider?: string): Promise<HubBridge>
  states(): AppState[]
  /** Calls `listener` after every change of `states()`. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Ends all children and closes all doors, within two seconds. */
  close(): Promise<void>
}

/** A bridge that lost its runner waits this long before it exits; a new runner waits as long. */
const reattachMs = 5000

const timesOf = (app: AppId): LineTimes => ({
  heartbeatMs,
  unresponsiveMs: bridgeLimits.unresponsiveMs,
  deadMs: bridgeLimits.deadMs[app],
  startMs: 60_000,
  reattachMs,
  cancelMs: 5000,
})

/** Makes the hub of a home and looks for Blender. Starts nothing and opens nothing yet. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const { home, logger } = options
  const records = openRecords(join(home, 'children.json'))
  const search = await findBlender(options.blender)
  const listeners = new Set<() => void>()
  const real = new Map<AppId, Line>()
  const standIn = new Map<AppId, Line>()
  let door: Promise<Door> | null = null

  const changed = () => listeners.forEach((listener) => void listener())
  const launchOptions = (app: AppId) => ({ home, records, key: bridgeKey(home, app) })

  const welcome = (stream: Duplex, line: (app: AppId) => Line | undefined, piped: Child | null) => {
    const wire = openWire(stream, 'bridge')
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
        if (line(peer.app.id)?.attach(peer, child)) return
        wire.reject('app_busy', `Another ${appTitle(peer.app.id)} is already connected.`)
      })
      .catch((error: Error) => logger.warn(`a bridge was refused: ${error.message}`))
  }
  const makeLine = (app: AppId, launch: (() => Promise<Child>) | null): Line =>
    createLine({
      app,
      logger,
      times: timesOf(app),
      launch,
      greet: (stream, child) => welcome(stream, () => standIn.get(app), child),
      onChange: changed,
    })
  for (const app of AppId.options) {
    standIn.set(
      app,
      makeLine(app, () => launchStandIn(app, launchOptions(app))),
    )
    const { found } = search
    const launch =
      app === 'blender' && found !== null
        ? async () => launchBlender(found.path, (await start()).address, launchOptions(app))
        : null
    real.set(app, makeLine(app, launch))
  }

  const start = () => {
    door ??= openDoor(options, (socket) => welcome(socket, (app) => real.get(app), null)).then(recover)
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
  const standInProvider = (app: AppId) => `standin:${app}@${standInVersions[app]}`
  const providerOf = (app: AppId): Provider => {
    const provider = realProvider(app)
    return { provider: provider ?? standInProvider(app), standIn: provider === null }
  }
  const stateOf = (app: AppId): AppState => {
    const { provider, standIn: isStandIn } = providerOf(app)
    const line = isStandIn ? standIn.get(app) : real.get(app)
    const state = line?.state() ?? null
    const missing = app === 'blender' && search.found === null ? search.detail : ''
    const rest = isStandIn ? ('standIn' as const) : ('found' as const)
    const shown = state === null || (isStandIn && state.state === 'idle') ? rest : state.state
    return { app, title: appTitle(app), provider, state: shown, detail: state?.detail || missing }
  }

  return {
    async start() {
      await start()
    },
    provider: async (app) => providerOf(app),
    async use(app, pinned) {
      await start()
      const isStandIn = (pinned ?? providerOf(app).provider).startsWith('standin:')
      const provider = isStandIn ? standInProvider(app) : realProvider(app)
      const line = isStandIn ? standIn.get(app) : real.get(app)
      if (provider === null || line === undefined || (pinned !== undefined && pinned !== provider)) {
        const now = providerOf(app).provider
        const said = `This run is bound to ${pinned ?? app}, but ${now} is what is here now.`
        throw bridgeFailure('not_available', said, 'Start a new run.')
      }
      return {
        provider,
        standIn: isStandIn,
        async call(command, args, callOptions = {}) {
          const parsed = command.args.safeParse(args)
          if (!parsed.success) throw bridgeFailure('invalid_args', z.prettifyError(parsed.error))
          const result = command.result.safeParse(await line.call(command, parsed.data, callOptions))
          if (!result.success)
            throw bridgeFailure('internal', `${command.command}: ${z.prettifyError(result.error)}`)
          return result.data
        },
      }
    },
    states: () => AppId.options.map(stateOf),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await Promise.all([...real.values(), ...standIn.values()].map((line) => line.close()))
      await (await door?.catch(() => null))?.close()
    },
  }
}
