import { bridgeLimits, type ResultArtifact, type ToBridge } from '@segue/protocol'
import type { Bridge, CommandHandler } from './bridge.ts'
import type { Events } from './events.ts'
import { encodeOutcome, type Outcome, outcomeOf, refusal } from './outcome.ts'

type Request = Extract<ToBridge, { t: 'request' }>
/** Puts one message on the wire. `fields` may be JSON already: a result is encoded once, measured and kept. */
export type Send = (t: string, id: string, fields: object | string) => void

interface Call {
  request: Request
  key: string
  receivedAt: number
  /** Made when somebody asks for its signal: most calls are over before anybody could. */
  abort: AbortController | null
  /** How the call ends once it was told to stop; the first reason stays. */
  stopped: Outcome | null
  running: boolean
  /** Ends it when its time is over, also while it waits. */
  timer: NodeJS.Timeout | undefined
  seq: number
  reportedAt: number
  facts: object[]
  /** Ids of this request and of others with the same key, all owed the same result. */
  ids: string[]
}

export interface Pump {
  submit(request: Request): void
  cancel(id: string, reason: string): void
  /** Cancels everything; resolves when all of it has cleaned up. */
  stopAll(reason: string): Promise<void>
  /** Fields of a ping. */
  status(): { queue: number; busy_with?: string }
}

const keptResults = 256
const keptMs = 600_000
const progressMs = 100

/** Runs requests against a stand-in: mutations one at a time in order, quick reads at once. */
export function createPump(bridge: Bridge, send: Send, events: Pick<Events, 'publish'>): Pump {
  const handlers = new Map(bridge.handlers.map((handler) => [handler.spec.command, handler]))
  const calls = new Map<string, Call>()
  const kept = new Map<string, { at: number; message: string; facts: object[] }>()
  let working = 0
  let rested = () => {}
  let queue: Call[] = []
  let running: Call | null = null

  const start = (call: Call) => {
    call.running = true
    working++
    void serve(call, handlers.get(call.request.command))
  }
  const serve = async (call: Call, handler: CommandHandler | undefined) => {
    try {
      const outcome = await perform(call, handler).catch(outcomeOf)
      finish(call, !outcome.ok && call.stopped !== null ? call.stopped : outcome)
    } finally {
      working--
      if (working === 0) rested()
    }
  }
  const expire = (call: Call) =>
    end(call, refusal('timeout', `${call.request.command} did not finish in time.`, { retryable: true }))

  const perform = async (call: Call, handler: CommandHandler | undefined): Promise<Outcome> => {
    const { command, args, version, dry_run: isDry } = call.request
    if (handler === undefined) {
      const hint = bridge.elsewhere === undefined ? {} : { hint: bridge.elsewhere }
      return refusal('unknown_command', `${bridge.name} has no command ${command}.`, hint)
    }
    const own = handler.spec.version
    if (version !== undefined && version !== own)
      return refusal('unsupported_version', `${command} is here in version ${own}, not ${version}.`)
    const parsed = handler.spec.args.safeParse(args)
    if (!parsed.success) return refusal('invalid_args', describe(parsed.error.issues[0]))
    if (isDry) {
      const warnings = (await handler.check?.(parsed.data)) ?? [`Would do: ${handler.spec.title}.`]
      return { ok: true, value: null, warnings }
    }
    const [warnings, artifacts]: [string[], ResultArtifact[]] = [[], []]
    const value = await handler.run(parsed.data, {
      get signal() {
        return signalOf(call)
      },
      progress: (progress) => report(call, progress),
      warn: (text) => void warnings.push(text.slice(0, 2000)),
      artifact: (file) => void artifacts.push(file),
      busy: (expectMs, reason) => send('busy', call.request.id, { expect_ms: expectMs, reason }),
      publish: events.publish,
    })
    return {
      ok: true,
      value: handler.spec.result.parse(value) ?? null,
      ...(warnings.length > 0 ? { warnings } : {}),
      ...(artifacts.length > 0 ? { artifacts } : {}),
    }
  }

  const signalOf = (call: Call): AbortSignal => {
    if (call.abort === null) {
      call.abort = new AbortController()
      if (call.stopped !== null) call.abort.abort()
    }
    return call.abort.signal
  }
  const report = (call: Call, progress: { data?: unknown }) => {
    const now = performance.now()
    if (progress.data === undefined && now - call.reportedAt < progressMs) return
    call.reportedAt = now
    const fields = { ...progress, seq: ++call.seq }
    if (progress.data !== undefined) call.facts.push(fields)
    send('progress', call.request.id, fields)
  }

  const finish = (call: Call, outcome: Outcome) => {
    clearTimeout(call.timer)
    const message = encodeOutcome(outcome, Math.round(performance.now() - call.receivedAt))
    if (outcome.ok || !outcome.error.retryable) keep(call, message)
    for (const id of call.ids) {
      calls.delete(id)
      send('result', id, message)
    }
    if (running === call) {
      running = null
      next()
    }
  }
  const keep = (call: Call, message: string) => {
    const now = performance.now()
    kept.set(call.key, { at: now, message, facts: call.facts })
    for (const [key, { at }] of kept) {
      if (kept.size <= keptResults && now - at <= keptMs) break
      kept.delete(key)
    }
  }
  const next = () => {
    const call = running === null ? queue.shift() : undefined
    if (call === undefined) return
    running = call
    start(call)
  }
  const stop = (call: Call, outcome: Outcome) => {
    call.stopped ??= outcome
    call.abort?.abort()
  }
  const cancel = (id: string, reason: string) => {
    const call = calls.get(id)
    if (call !== undefined) end(call, refusal('cancelled', reason))
  }
  /** Stops a call that runs; one that waits has ended. */
  const end = (call: Call, outcome: Outcome) => {
    if (call.running) return stop(call, outcome)
    queue = queue.filter((other) => other !== call)
    finish(call, outcome)
  }

  /** Whether the request was a repetition, and has its answer or will get it. */
  const isRepeated = (id: string, key: string): boolean => {
    if (calls.has(id)) return true
    const done = kept.get(key)
    if (done !== undefined) {
      for (const fact of done.facts) send('progress', id, fact)
      send('result', id, done.message)
      return true
    }
    for (const twin of calls.values()) {
      if (twin.key !== key) continue
      twin.ids.push(id)
      calls.set(id, twin)
      return true
    }
    return false
  }

  return {
    cancel,
    submit(request) {
      const { id } = request
      // A rehearsal never stands for the real thing.
      const key = `${request.dry_run ? 'dry ' : ''}${request.idempotency_key ?? id}`
      if (isRepeated(id, key)) return
      if (queue.length >= bridgeLimits.maxInflight) {
        const busy = refusal('app_busy', `${queue.length} requests are waiting.`, { retryable: true })
        return send('result', id, { ...busy, took_ms: 0 })
      }
      const call: Call = {
        request,
        key,
        receivedAt: performance.now(),
        abort: null,
        stopped: null,
        running: false,
        timer: undefined,
        seq: 0,
        reportedAt: Number.NEGATIVE_INFINITY,
        facts: [],
        ids: [id],
      }
      calls.set(id, call)
      if (request.deadline_ms !== undefined) call.timer = setTimeout(() => expire(call), request.deadline_ms)
      const spec = handlers.get(request.command)?.spec
      if ((spec?.effects === 'read' && !spec.progress) || request.dry_run) return start(call)
      // What starts at once says so by what it does.
      if (running !== null) send('accepted', id, { queue_pos: queue.length })
      queue.push(call)
      next()
    },
    async stopAll(reason) {
      for (const id of [...calls.keys()]) cancel(id, reason)
      if (working === 0) return
      await new Promise<void>((resolve) => {
        rested = resolve
      })
    },
    status: () => ({
      queue: queue.length,
      ...(running === null ? {} : { busy_with: running.request.command }),
    }),
  }
}

const describe = (issue: { path: PropertyKey[]; message: string } | undefined): string =>
  issue === undefined ? 'The arguments do not fit.' : `args.${issue.path.join('.')}: ${issue.message}`
