import type { Duplex } from 'node:stream'
import type { AppState } from '@segue/api'
import type { AppId, CommandSpec, FromBridge } from '@segue/protocol'
import type { Logger } from 'pino'
import { createActor } from 'xstate'
import { type Calls, createCalls } from './calls.ts'
import type { Child } from './children.ts'
import { appTitle, bridgeFailure } from './failure.ts'
import type { Peer } from './handshake.ts'
import type { CallOptions } from './hub.ts'
import { backoffMs, connectionMachine } from './machine.ts'

/** All times of one line, milliseconds. */
export interface LineTimes {
  heartbeatMs: number
  unresponsiveMs: number
  deadMs: number
  /** From starting a process to its welcome. */
  startMs: number
  /** How long calls wait for a bridge whose connection broke. */
  reattachMs: number
  /** How long a cancelled call may go on before its process is ended. */
  cancelMs: number
}

export interface LineOptions {
  app: AppId
  logger: Logger
  times: LineTimes
  /** Starts the application; null when it dials in by itself. */
  launch: (() => Promise<Child>) | null
  /** Greets the bridge on a child's own stream and attaches it. */
  greet(stream: Duplex, child: Child): void
  onChange(): void
}

/** One provider of one application: its process, its connection, its calls. */
export interface Line {
  call(spec: CommandSpec, args: unknown, options: CallOptions): Promise<unknown>
  /** Takes a bridge that proved itself. False when another one is already connected. */
  attach(peer: Peer, child: Child | null): boolean
  knows(session: string): boolean
  readonly peer: Peer | null
  /** null while nothing was started yet. */
  state(): { state: AppState['state']; detail: string } | null
  close(): Promise<void>
}

const stateNames = {
  disconnected: 'disconnected',
  broken: 'disconnected',
  initialising: 'starting',
  unresponsive: 'unresponsive',
} as const

/** Makes a line with nothing started. */
export function createLine(options: LineOptions): Line {
  const { app, logger, times } = options
  const actor = createActor(connectionMachine, { input: times }).start()
  let peer: Peer | null = null
  let session: string | null = null
  let child: Child | null = null
  let heardAt = 0
  let leaving = false
  let closed = false
  let detail = ''
  let starting = false
  let starter: NodeJS.Timeout | undefined
  let reattach: NodeJS.Timeout | undefined
  let heart: NodeJS.Timeout | undefined

  const calls: Calls = createCalls({
    cancelMs: times.cancelMs,
    onStuck: () => endChild('it did not stop when asked'),
    onChange() {
      actor.send({ type: 'WORK', waiting: calls.waiting })
      options.onChange()
    },
  })
  const endChild = (why: string) => {
    logger.warn({ app, pid: child?.pid }, `ending ${app}: ${why}`)
    if (child === null) peer?.wire.close(why)
    child?.kill()
  }

  const ensure = () => {
    if (peer !== null || starting || reattach !== undefined || closed) return
    starting = true
    const { attempt } = actor.getSnapshot().context
    starter = setTimeout(() => void start().catch(giveUp), backoffMs(attempt, Math.random()))
  }
  const start = async () => {
    actor.send({ type: 'START', now: Date.now() })
    options.onChange()
    if (options.launch === null) throw bridgeFailure('not_available', `${appTitle(app)} is not connected.`)
    if (!actor.getSnapshot().matches('initialising')) throw crashLoop(app)
    const launched = await options.launch()
    child = launched
    starter = setTimeout(() => endChild('it did not connect in time'), times.startMs)
    void launched.exited.then((how) => onExit(launched, how))
    if (launched.stream !== null) options.greet(launched.stream, launched)
  }
  const giveUp = (error: unknown) => {
    starting = false
    calls.fail('all', error)
    options.onChange()
  }
  const onExit = (which: Child, how: string) => {
    if (child !== which) return
    const early = starting
    child = null
    starting = false
    clearTimeout(starter)
    lost(`${appTitle(app)} ended (${how}).${which.logPath === null ? '' : ` Log: ${which.logPath}`}`)
    if (early) calls.fail('all', bridgeFailure('disconnected', detail))
  }

  /** The bridge will not come back: what was sent to it has failed, what waits starts it anew. */
  const lost = (why: string) => {
    clearTimeout(reattach)
    reattach = undefined
    const crash = !leaving && !closed
    leaving = false
    session = null
    const gone = peer
    peer = null
    gone?.wire.close(why)
    stopHeart()
    detail = crash ? why : ''
    if (crash) logger.warn({ app }, why)
    actor.send({ type: 'LOST', now: Date.now(), crash })
    calls.detach()
    calls.fail('sent', bridgeFailure('disconnected', why))
    if (calls.waiting > 0 && options.launch !== null) ensure()
    options.onChange()
  }
  const onClose = (closing: Peer, why: string) => {
    if (peer !== closing) return
    peer = null
    stopHeart()
    calls.detach()
    if (child?.stream !== null && child !== null) return
    reattach = setTimeout(() => {
      child?.kill()
      child = null
      lost(`${appTitle(app)} is gone: ${why}`)
    }, times.reattachMs)
  }

  const stopHeart = () => clearInterval(heart)
  const beat = () => {
    const silence = Date.now() - heardAt
    actor.send({ type: 'SILENT', ms: silence })
    if (silence >= times.deadMs) endChild(`it was silent for ${Math.round(silence / 1000)} s`)
    else peer?.wire.send({ t: 'ping' })
    options.onChange()
  }
  const receive = (message: FromBridge) => {
    if (heardAt < Date.now()) heardAt = Date.now()
    if (message.t === 'busy') heardAt += Math.max(0, message.expect_ms - times.deadMs)
    if (message.t === 'ping') peer?.wire.send({ t: 'pong', id: message.id })
    if (message.t === 'bye') {
      leaving = true
      calls.recall()
    }
    actor.send({ type: 'HEARD' })
    calls.receive(message)
  }

  return {
    get peer() {
      return peer
    },
    knows: (known) => session === known,
    call(spec, args, callOptions) {
      if (closed) return Promise.reject(bridgeFailure('disconnected', 'The runner is closing.'))
      const result = calls.add(spec, args, callOptions)
      if (calls.waiting > 0) ensure()
      return result
    },
    attach(joined, adopted) {
      if (closed || (peer !== null && peer.session !== joined.session)) return false
      const previous = peer
      clearTimeout(reattach)
      clearTimeout(starter)
      reattach = undefined
      starting = false
      if (session !== joined.session) calls.fail('sent', bridgeFailure('disconnected', 'It was restarted.'))
      peer = joined
      session = joined.session
      child ??= adopted
      previous?.wire.close('It connected again.')
      heardAt = Date.now()
      joined.wire.onClose = (why) => onClose(joined, why)
      stopHeart()
      heart = setInterval(beat, times.heartbeatMs)
      actor.send({ type: 'CONNECTED' })
      calls.attach(joined)
      actor.send({ type: 'WORK', waiting: calls.waiting })
      joined.wire.listen(receive)
      detail = ''
      options.onChange()
      return true
    },
    state() {
      const { value } = actor.getSnapshot()
      if (typeof value !== 'string') return { state: value.connected, detail }
      if (value === 'disconnected' && detail === '') return null
      return { state: stateNames[value], detail }
    },
    async close() {
      closed = true
      clearTimeout(starter)
      clearTimeout(reattach)
      calls.fail('all', bridgeFailure('disconnected', 'The runner is closing.'))
      peer?.wire.send({ t: 'bye', reason: 'The runner is closing.' })
      await child?.end()
      peer?.wire.close('The runner is closing.')
      stopHeart()
      actor.stop()
    },
  }
}

const crashLoop = (app: AppId): Error =>
  bridgeFailure(
    'not_available',
    `${appTitle(app)} ended five times within three minutes, so Segue does not start it again for now.`,
    'Read its log, then try again in three minutes.',
  )
