import type { AppState } from '@segue/api'
import type { AppDocument, CommandSpec, FromBridge } from '@segue/protocol'
import { createActor } from 'xstate'
import { type Answer, type Calls, createCalls } from './calls.ts'
import type { Child } from './children.ts'
import { watchDocument } from './document.ts'
import { absent, appTitle, bridgeFailure, crashLoop } from './failure.ts'
import { offerOf, type Peer } from './handshake.ts'
import { createHeart } from './heart.ts'
import type { CallOptions } from './hubBridge.ts'
import type { LineOptions } from './lineOptions.ts'
import { strangerMs } from './lineTimes.ts'
import { backoffMs, connectionMachine, shownState } from './machine.ts'
import { createSubscriptions, type Subscriptions } from './subscriptions.ts'
import { createWaiters } from './waiters.ts'
import { createWorkNews } from './workNews.ts'

/** One provider of one application: its process, its connection, its calls. */
export interface Line {
  call(spec: CommandSpec, args: unknown, options: CallOptions): Promise<Answer>
  /** Starts it or waits for it, whatever went wrong before. Fails with `bridge.not_available` and what to do. */
  connect(): Promise<void>
  /** Starts what can be started, as a call would. Waits for nothing and tells nobody when it fails. */
  warm(): void
  /** Ends it, or says goodbye to what was not started here; it stays away until somebody wants it again. */
  disconnect(reason?: string): Promise<void>
  /** What the application tells by itself; listening starts nothing. */
  readonly subscriptions: Subscriptions
  /** Takes a bridge that proved itself, unless another one is connected (`taken`) or nobody wants it now (`away`). */
  attach(peer: Peer, child: Child | null): 'joined' | 'taken' | 'away'
  knows(session: string): boolean
  readonly peer: Peer | null
  /** Of the process that was started for it, connected or not. */
  readonly pid: number | null
  /** When this session was welcomed, epoch milliseconds; null while nothing is connected. */
  readonly connectedAt: number | null
  /** What it has open, as it told last. */
  readonly document: AppDocument | null
  /** null while nothing was started yet. */
  state(): { state: AppState['state']; detail: string } | null
  close(): Promise<void>
}

/** Makes a line with nothing started. */
export function createLine(options: LineOptions): Line {
  const { app, logger, times, history } = options
  const actor = createActor(connectionMachine, { input: times }).start()
  let peer: Peer | null = null
  let session: string | null = null
  let child: Child | null = null
  let leaving = false
  let closed = false
  let away = false
  let seen = false
  let connectedAt: number | null = null
  const waiters = createWaiters()
  let detail = ''
  let starting = false
  let starter: NodeJS.Timeout | undefined
  let reattach: NodeJS.Timeout | undefined

  const work = createWorkNews(() => calls.waiting > 0, {
    tell: () => actor.send({ type: 'WORK', waiting: calls.waiting }),
    show: () => options.onChange(),
  })
  const changed = () => {
    const { value } = actor.getSnapshot()
    history.state(typeof value === 'string' ? shownState(value) : 'connected', detail)
    options.onChange()
  }
  const subscriptions = createSubscriptions(logger)
  const document = watchDocument(subscriptions, () =>
    logger.warn({ app }, 'an application told a document that cannot be read'),
  )
  const calls: Calls = createCalls({
    cancelMs: times.cancelMs,
    onStuck: () => endChild('it did not stop when asked'),
    onChange: work.look,
    history,
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
    actor.send({ type: 'START', now: performance.now() })
    changed()
    if (options.launch === null) throw absent(app)
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
    waiters.settle(error)
    changed()
  }
  const onExit = (which: Child, how: string) => {
    if (child !== which) return
    const early = starting
    child = null
    starting = false
    clearTimeout(starter)
    lost(`${appTitle(app)} ended (${how}).${which.logPath === null ? '' : ` Log: ${which.logPath}`}`)
    if (!early) return
    calls.fail('all', bridgeFailure('disconnected', detail))
    waiters.settle(bridgeFailure('not_available', detail, 'Read its log, then connect it again.'))
  }

  /** The bridge will not come back: what was sent to it has failed, what waits starts it anew. */
  const lost = (why: string) => {
    clearTimeout(reattach)
    reattach = undefined
    const crash = !leaving && !closed
    leaving = false
    session = null
    connectedAt = null
    document.forget()
    const gone = peer
    peer = null
    gone?.wire.close(why)
    heart.stop()
    detail = crash ? why : ''
    if (crash) logger.warn({ app }, why)
    actor.send({ type: 'LOST', now: performance.now(), crash })
    calls.detach()
    subscriptions.detach()
    calls.fail('sent', bridgeFailure('disconnected', why))
    if (calls.waiting > 0 && options.launch !== null) ensure()
    changed()
  }
  const onClose = (closing: Peer, why: string) => {
    if (peer?.wire !== closing.wire) return
    peer = null
    heart.stop()
    calls.detach()
    subscriptions.detach()
    if (closed || (child?.stream !== null && child !== null)) return
    reattach = setTimeout(() => {
      child?.kill()
      child = null
      lost(`${appTitle(app)} is gone: ${why}`)
    }, times.reattachMs)
  }

  const heart = createHeart(times.heartbeatMs, (silence) => {
    actor.send({ type: 'SILENT', ms: silence })
    if (silence >= times.deadMs) endChild(`it was silent for ${Math.round(silence / 1000)} s`)
    else peer?.wire.send({ t: 'ping' })
    changed()
  })
  const receive = (message: FromBridge) => {
    // After `busy` silence counts from when the step should be over; any other message says that it is.
    heart.heard(message.t === 'busy' ? message.expect_ms : 0)
    if (message.t === 'ping') peer?.wire.send({ t: 'pong', id: message.id })
    if (message.t === 'bye') {
      leaving = true
      calls.recall()
    }
    if (actor.getSnapshot().value === 'unresponsive') {
      actor.send({ type: 'HEARD' })
      actor.send({ type: 'WORK', waiting: calls.waiting })
    }
    if (message.t === 'capabilities' && peer !== null) {
      peer = { ...peer, ...offerOf(message) }
    }
    subscriptions.receive(message)
    calls.receive(message)
  }

  return {
    get peer() {
      return peer
    },
    get connectedAt() {
      return connectedAt
    },
    get document() {
      return document.now
    },
    get pid() {
      return child?.pid ?? null
    },
    subscriptions,
    knows: (known) => session === known,
    call(spec, args, callOptions) {
      if (closed) return Promise.reject(bridgeFailure('disconnected', 'The runner is closing.'))
      if (callOptions.ifHere && peer === null) return Promise.reject(absent(app))
      away = false
      const result = calls.add(spec, args, callOptions)
      if (calls.waiting > 0) ensure()
      return result
    },
    async connect() {
      away = false
      if (peer !== null) return
      actor.send({ type: 'ASKED' })
      if (starting && child === null) {
        clearTimeout(starter)
        starting = false
      }
      if (options.launch !== null) ensure()
      const patience = { ms: seen ? times.joinMs : strangerMs, error: absent(app) }
      await waiters.wait(options.launch === null ? patience : undefined)
    },
    warm() {
      away = false
      ensure()
    },
    async disconnect(reason = 'A person disconnected it.') {
      away = true
      leaving = true
      starting = false
      clearTimeout(starter)
      const [ending, leaver] = [child, peer]
      child = null
      peer = null
      calls.fail(
        'all',
        bridgeFailure('disconnected', `${appTitle(app)} was disconnected.`, 'Connect it again.'),
      )
      leaver?.wire.leave(reason)
      await ending?.end()
      if (peer === null) lost(reason)
    },
    attach(joined, adopted) {
      if (closed || (peer !== null && peer.session !== joined.session)) return 'taken'
      if (away) return 'away'
      const previous = peer
      clearTimeout(reattach)
      clearTimeout(starter)
      reattach = undefined
      starting = false
      if (session !== joined.session) calls.fail('sent', bridgeFailure('disconnected', 'It was restarted.'))
      peer = joined
      connectedAt = session === joined.session ? connectedAt : Date.now()
      session = joined.session
      child ??= adopted
      previous?.wire.close('It connected again.')
      joined.wire.onClose = (why) => onClose(joined, why)
      heart.start()
      actor.send({ type: 'CONNECTED' })
      calls.attach(joined)
      subscriptions.attach(joined.wire)
      actor.send({ type: 'WORK', waiting: calls.waiting })
      joined.wire.listen(receive)
      detail = ''
      seen = true
      waiters.settle()
      changed()
      return 'joined'
    },
    state() {
      work.settle()
      const { value } = actor.getSnapshot()
      if (value === 'disconnected' && detail === '') return null
      return { state: shownState(value), detail }
    },
    async close() {
      closed = true
      clearTimeout(starter)
      clearTimeout(reattach)
      const closing = bridgeFailure('disconnected', 'The runner is closing.')
      calls.fail('all', closing)
      waiters.settle(closing)
      peer?.wire.send({ t: 'bye', reason: 'The runner is closing.' })
      await child?.end()
      peer?.wire.close('The runner is closing.')
      heart.stop()
      work.stop()
      actor.stop()
    },
  }
}
