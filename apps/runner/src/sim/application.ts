import { makeNonce, makeProof } from '@segue/bridge/proof'
import type { Prng } from '@segue/engine/sim/prng'
import { type AppId, defineCommand, protocolVersion, type ToBridge } from '@segue/protocol'
import { z } from 'zod'
import type { Connection } from './channel.ts'

/** What steps ask of an application. */
const Work = z.object({
  /** `run_x/node` of the step. */
  key: z.string(),
  attempt: z.number(),
  once: z.boolean(),
  fate: z.enum(['ok', 'transient', 'permanent', 'slow']),
})
export type Work = z.infer<typeof Work>

/** The one command of simulated applications. */
export const workCommand = (app: AppId) =>
  defineCommand({
    ...{ app, command: 'sim.work', title: 'Work', description: '', args: Work, result: z.json() },
    ...{ effects: 'write' as const, idempotent: false, cancellable: 'between_steps' as const },
  })

interface Request extends Work {
  id: string
  idempotencyKey: string
  seq: number
  isCancelled: boolean
}

/** An application with its bridge: it does one thing after the other, and keeps its results for who asks again. */
export interface Application {
  readonly app: AppId
  readonly connection: Connection | null
  /** What it owes a result. */
  readonly owed: readonly Request[]
  /** Says hello to a runner. */
  dial(connection: Connection): void
  /** Hears the next frame. */
  hear(): void
  /** What it can do by itself now. */
  moves(): (() => void)[]
  /** It dies and starts anew. */
  crash(): void
  /** It says nothing and does nothing for a while. */
  hangs: boolean
  /** Says goodbye, when it owes nothing. */
  leave(): void
}

const failures = {
  transient: { code: 'app_error', message: 'It did not work this time.', retryable: true },
  permanent: { code: 'app_error', message: 'It does not work.', retryable: false },
  cancelled: { code: 'cancelled', message: 'Cancelled.', retryable: false },
} as const

/** An application that is not connected yet. `onEffect` is told of everything that it does to its document. */
export function createApplication(
  app: AppId,
  { key, random, onEffect }: { key: Uint8Array; random: Prng; onEffect(work: Work): void },
): Application {
  const nonce = makeNonce()
  let sessions = 0
  let connection: Connection | null = null
  let waiting: Request[] = []
  let running: Request | null = null
  /** Results by the key of their request. */
  const kept = new Map<string, object>()

  const say = (t: string, id: string, fields: object) => {
    const message = { t, id, ts: 0, from: app, to: 'runner', ...fields }
    if (connection?.open) connection.toRunner.push(JSON.stringify(message))
  }
  const answer = (id: string, outcome: object) => {
    say('result', id, outcome)
    if (random.next() < 0.1) say('result', id, outcome)
  }
  const end = (request: Request, outcome: object) => {
    const mayTryAgain = 'error' in outcome && outcome.error === failures.transient
    kept.set(mayTryAgain ? request.id : request.idempotencyKey, outcome)
    answer(request.id, outcome)
  }
  const failed = (what: keyof typeof failures) => ({ ok: false, error: failures[what], took_ms: 0 })

  const take = (message: ToBridge & { t: 'request' }) => {
    const { id, idempotency_key: idempotencyKey = id } = message
    const known = kept.get(idempotencyKey) ?? kept.get(id)
    if (known) return answer(id, known)
    if ([running, ...waiting].some((one) => one?.id === id)) return
    waiting.push({ ...Work.parse(message.args), id, idempotencyKey, seq: 0, isCancelled: false })
  }
  const cancel = (id: string) => {
    const request = waiting.find((one) => one.id === id)
    waiting = waiting.filter((one) => one !== request)
    if (request) end(request, failed('cancelled'))
    if (running?.id === id) running.isCancelled = true
  }
  const capabilities = { capabilities: [], topics: [], limits: { max_frame: 4_194_304, max_inflight: 64 } }
  const onMessage = (message: ToBridge) => {
    if (message.t === 'challenge')
      say('prove', message.id, {
        proof: makeProof(key, 'bridge', { bridge: nonce, runner: message.nonce }),
      })
    if (message.t === 'welcome') say('capabilities', message.id, capabilities)
    if (message.t === 'reject' || message.t === 'bye') connection?.cut()
    if (message.t === 'request') take(message)
    if (message.t === 'cancel') cancel(message.id)
    if (message.t === 'ping') say('pong', message.id, {})
  }
  const begin = () => {
    running = waiting.shift() ?? null
    if (running) onEffect(running)
  }
  const finish = (request: Request) => {
    running = null
    if (request.isCancelled) end(request, failed('cancelled'))
    else if (request.fate === 'ok')
      end(request, { ok: true, value: `${request.key} ${request.attempt}`, took_ms: 1 })
    else end(request, failed(request.fate === 'transient' ? 'transient' : 'permanent'))
  }
  const owed = () => [...(running ? [running] : []), ...waiting]
  const application: Application = {
    app,
    hangs: false,
    get connection() {
      return connection?.open ? connection : null
    },
    get owed() {
      return owed()
    },
    dial(next) {
      connection = next
      const facts = { id: app, name: app, version: '1', pid: 1, os: 'sim' }
      const hello = { protocol: protocolVersion, bridge: { name: app, version: '1' }, app: facts, nonce }
      const session = `${app} ${sessions}`
      say('hello', 'hello', { ...hello, session, inflight: owed().map(({ id }) => id) })
    },
    hear() {
      const text = connection?.toApp.shift()
      if (text !== undefined) onMessage(JSON.parse(text)) // what a real runner has sent
    },
    moves() {
      if (application.hangs) return []
      const request = running
      if (!request) return waiting.length > 0 ? [begin] : []
      const progress = () => {
        request.seq += 1
        say('progress', request.id, { seq: request.seq, fraction: request.seq / 3, message: 'Working' })
      }
      const ends = request.isCancelled || request.fate !== 'slow'
      return [...(ends ? [() => finish(request)] : []), ...(request.seq < 2 ? [progress] : [])]
    },
    crash() {
      connection?.cut()
      sessions += 1
      waiting = []
      running = null
      kept.clear()
    },
    leave() {
      if (owed().length > 0) return
      say('bye', 'bye', { reason: 'Closing.' })
      connection?.end()
      sessions += 1
      kept.clear()
    },
  }
  return application
}
