import { randomUUID } from 'node:crypto'
import {
  bridgeLimits,
  type CommandSpec,
  type FromBridge,
  failureOf,
  type ResultArtifact,
} from '@segue/protocol'
import type { z } from 'zod'
import { bridgeFailure, failureOfBridge } from './failure.ts'
import type { Peer } from './handshake.ts'
import type { History } from './history.ts'
import type { CallOptions } from './hubBridge.ts'
import { encodeMessage, type Wire } from './wire.ts'

/** A result that went well. */
export interface Answer {
  value: unknown
  artifacts: readonly ResultArtifact[]
  warnings: readonly string[]
}

interface Call {
  id: string
  title: string
  /** The request as a frame. */
  frame: string
  options: CallOptions
  /** Whether it only looks, and is done at once. */
  isRead: boolean
  sent: boolean
  /** Whether it was under way when a connection broke. */
  crossed: boolean
  /** When it was sent last, on the clock of `performance`. */
  sentAt: number | null
  /** When it was sent last, epoch milliseconds. */
  since: number
  seq: number
  stuck?: NodeJS.Timeout
  settle(outcome: Answer | { error: unknown }): void
}

/** All calls to one application: those that wait, by priority, and those under way. */
export interface Calls {
  add(spec: CommandSpec, args: unknown, options: CallOptions): Promise<Answer>
  /** Sends what waits to a bridge that connected, and again what it does not know. */
  attach(peer: Peer): void
  /** The bridge is gone for now; calls under way wait for it. */
  detach(): void
  /** The bridge said goodbye, which it does only when it has nothing under way: what was sent since waits again. */
  recall(): void
  receive(message: FromBridge): void
  /** Ends calls that were sent, or all of them. */
  fail(which: 'sent' | 'all', error: unknown): void
  readonly waiting: number
}

export interface CallsOptions {
  /** After every change of `waiting`. */
  onChange(): void
  history: Pick<History, 'call' | 'works'>
  /** A cancelled call did not end within `cancelMs`: the application must be ended. */
  onStuck(): void
  cancelMs: number
}

/** Few, so that a call of high priority need not wait behind many that were already sent. */
const windowSize = 4
/**
 * Quick reads go together: an application that looks at its connection ten times a second answers all of them in one
 * turn. With the others they stay below what a bridge takes (`bridgeLimits.maxInflight`).
 */
const readWindow = 48

const priorityOf = (call: Call) => call.options.priority ?? 0
const cancelled = () => bridgeFailure('cancelled', 'The call was cancelled.')

/** Makes an empty list of calls with no bridge. */
export function createCalls({ onChange, history, onStuck, cancelMs }: CallsOptions): Calls {
  const calls = new Map<string, Call>()
  /** Those of `calls` that were not sent yet, in the order in which they will be. */
  let waiting: Call[] = []
  let wire: Wire | null = null

  /** What the application works on: the oldest call that it has. */
  const oldest = () => {
    for (const call of calls.values()) if (call.sent) return call
    return null
  }
  const send = (call: Call) => {
    call.sent = true
    call.sentAt = performance.now()
    call.since = Date.now()
    wire?.sendText(call.frame)
    history.works(oldest())
    if (call.options.signal?.aborted) cancel(call)
  }
  const flush = () => {
    if (wire === null || waiting.length === 0) return
    let [reads, others] = [0, 0]
    for (const { sent, isRead } of calls.values()) {
      if (!sent) continue
      if (isRead) reads++
      else others++
    }
    // none overtakes the one before: who writes and then reads gets what it wrote
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (next.isRead ? reads >= readWindow : others >= windowSize) return
      if (next.isRead) reads++
      else others++
      waiting.shift()
      send(next)
    }
  }
  const line = (call: Call) => {
    const before = waiting.findLastIndex((other) => priorityOf(other) >= priorityOf(call))
    waiting.splice(before + 1, 0, call)
  }
  const cancel = (call: Call) => {
    if (!call.sent) return call.settle({ error: cancelled() })
    wire?.send({ t: 'cancel', id: call.id, reason: 'Cancelled.' })
    call.stuck ??= setTimeout(onStuck, cancelMs)
  }
  const progress = (message: Extract<FromBridge, { t: 'progress' }>) => {
    const call = calls.get(message.id)
    if (call === undefined || message.seq <= call.seq) return
    call.seq = message.seq
    const { fraction = null, message: text = '', data } = message
    try {
      call.options.onProgress?.({ fraction, message: text, data })
    } catch (error) {
      // What a listener cannot do, such as storing how far it is, ends its own call and nothing else.
      wire?.send({ t: 'cancel', id: call.id, reason: 'Nobody can take what it tells.' })
      call.settle({ error })
    }
  }

  return {
    get waiting() {
      return calls.size
    },
    add(spec, args, options) {
      const id = randomUUID()
      const { idempotencyKey, deadlineMs, dryRun, signal } = options
      const { command, title, effects } = spec
      const isQuick = !spec.progress && !spec.realtime
      const [at, askedAt] = [Date.now(), performance.now()]
      const frame = encodeMessage(
        {
          t: 'request',
          id,
          command,
          version: spec.version,
          args: args as Record<string, z.core.util.JSONType>, // zod made it from JSON
          idempotency_key: idempotencyKey ?? id,
          ...(deadlineMs === undefined ? {} : { deadline_ms: deadlineMs }),
          ...(dryRun ? { dry_run: true } : {}),
        },
        'bridge',
      )
      return new Promise((resolve, reject) => {
        // A character has at most three bytes.
        if (
          frame.length * 3 > bridgeLimits.maxFrameBytes &&
          Buffer.byteLength(frame) > bridgeLimits.maxFrameBytes
        ) {
          return reject(bridgeFailure('too_large', `The arguments of ${command} do not fit a frame.`))
        }
        const onAbort = () => cancel(call)
        const call: Call = {
          id,
          title,
          frame,
          options,
          isRead: effects === 'read' && !spec.progress,
          sent: false,
          crossed: false,
          sentAt: null,
          since: 0,
          seq: 0,
          settle(outcome) {
            if (!calls.delete(id)) return
            if (!call.sent) waiting = waiting.filter((other) => other !== call)
            clearTimeout(call.stuck)
            signal?.removeEventListener('abort', onAbort)
            const now = performance.now()
            const done = 'error' in outcome ? failureOf(outcome.error).code : 'ok'
            const record = { command, title, effects, at, tookMs: now - askedAt, outcome: done }
            history.call(record, call.sentAt === null || !isQuick ? null : now - call.sentAt)
            if ('error' in outcome) reject(outcome.error)
            else resolve(outcome)
            flush()
            history.works(oldest())
            onChange()
          },
        }
        calls.set(id, call)
        line(call)
        if (signal?.aborted) return onAbort()
        signal?.addEventListener('abort', onAbort)
        flush()
        onChange()
      })
    },
    attach(peer) {
      wire = peer.wire
      for (const id of peer.inflight) {
        if (!calls.has(id)) wire.send({ t: 'cancel', id, reason: 'Nobody waits for it any more.' })
      }
      for (const call of [...calls.values()]) {
        if (!call.sent) continue
        const isUnderWay = peer.inflight.includes(call.id)
        const isStopped = call.options.signal?.aborted === true
        if (!isUnderWay && !isStopped) send(call)
        // Nobody wants it any more, and it is over there, or never got there: it must not begin now.
        else if (!isUnderWay) call.settle({ error: cancelled() })
        else if (isStopped) cancel(call)
      }
      flush()
    },
    detach() {
      wire = null
      for (const call of calls.values()) if (call.sent) call.crossed = true
    },
    recall() {
      wire = null
      waiting = []
      for (const call of [...calls.values()]) {
        // Its answer may have been lost with the connection before.
        if (call.crossed) {
          call.settle({ error: bridgeFailure('disconnected', 'It was closed.') })
          continue
        }
        call.sent = false
        line(call)
        if (call.options.signal?.aborted) call.settle({ error: cancelled() })
      }
    },
    receive(message) {
      if (message.t === 'progress') return progress(message)
      if (message.t !== 'result') return
      const { value, artifacts, warnings, error } = message
      const call = calls.get(message.id)
      call?.settle(error === undefined ? { value, artifacts, warnings } : { error: failureOfBridge(error) })
    },
    fail(which, error) {
      for (const call of [...calls.values()]) {
        if (which === 'sent' && !call.sent) continue
        call.settle({ error: call.options.signal?.aborted ? cancelled() : error })
      }
    },
  }
}
