import { randomUUID } from 'node:crypto'
import { bridgeLimits, type CommandSpec, type FromBridge } from '@segue/protocol'
import type { z } from 'zod'
import { bridgeFailure, failureOfBridge } from './failure.ts'
import type { Peer } from './handshake.ts'
import type { CallOptions } from './hub.ts'
import type { Outgoing, Wire } from './wire.ts'

interface Call {
  id: string
  request: Outgoing
  options: CallOptions
  sent: boolean
  seq: number
  stuck?: NodeJS.Timeout
  settle(outcome: { value: unknown } | { error: unknown }): void
}

/** All calls to one application: those that wait, by priority, and those under way. */
export interface Calls {
  add(spec: CommandSpec, args: unknown, options: CallOptions): Promise<unknown>
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
  /** A cancelled call did not end within `cancelMs`: the application must be ended. */
  onStuck(): void
  cancelMs: number
}

/** Few, so that a call of high priority need not wait behind many that were already sent. */
const windowSize = 4

const cancelled = () => bridgeFailure('cancelled', 'The call was cancelled.')

/** Makes an empty list of calls with no bridge. */
export function createCalls({ onChange, onStuck, cancelMs }: CallsOptions): Calls {
  const calls = new Map<string, Call>()
  let wire: Wire | null = null

  const send = (call: Call) => {
    call.sent = true
    wire?.send(call.request)
    if (call.options.signal?.aborted) cancel(call)
  }
  const flush = () => {
    if (wire === null) return
    const room = windowSize - calls.values().reduce((sent, call) => sent + Number(call.sent), 0)
    const waiting = [...calls.values()].filter((call) => !call.sent)
    const first = waiting.sort((a, b) => (b.options.priority ?? 0) - (a.options.priority ?? 0))
    first.slice(0, Math.max(0, room)).forEach(send)
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
    call.options.onProgress?.({
      fraction: message.fraction ?? null,
      message: message.message ?? '',
      data: message.data,
    })
  }

  return {
    get waiting() {
      return calls.size
    },
    add(spec, args, options) {
      const id = randomUUID()
      const { idempotencyKey, deadlineMs, signal } = options
      const request: Outgoing = {
        t: 'request',
        id,
        command: spec.command,
        version: spec.version,
        args: args as Record<string, z.core.util.JSONType>, // zod made it from JSON
        idempotency_key: idempotencyKey ?? id,
        ...(deadlineMs === undefined ? {} : { deadline_ms: deadlineMs }),
      }
      return new Promise((resolve, reject) => {
        if (Buffer.byteLength(JSON.stringify(request)) > bridgeLimits.maxFrameBytes - 1024) {
          return reject(bridgeFailure('too_large', `The arguments of ${spec.command} do not fit a frame.`))
        }
        const onAbort = () => cancel(call)
        const call: Call = {
          id,
          request,
          options,
          sent: false,
          seq: 0,
          settle(outcome) {
            if (!calls.delete(id)) return
            clearTimeout(call.stuck)
            signal?.removeEventListener('abort', onAbort)
            if ('value' in outcome) resolve(outcome.value)
            else reject(outcome.error)
            flush()
            onChange()
          },
        }
        calls.set(id, call)
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
      for (const call of calls.values()) {
        if (call.sent && !peer.inflight.includes(call.id)) send(call)
        else if (call.sent && call.options.signal?.aborted) cancel(call)
      }
      flush()
    },
    detach() {
      wire = null
    },
    recall() {
      wire = null
      for (const call of [...calls.values()]) {
        call.sent = false
        if (call.options.signal?.aborted) call.settle({ error: cancelled() })
      }
    },
    receive(message) {
      if (message.t === 'progress') return progress(message)
      if (message.t !== 'result') return
      const call = calls.get(message.id)
      if (message.error !== undefined) call?.settle({ error: failureOfBridge(message.error) })
      else call?.settle({ value: message.value })
    },
    fail(which, error) {
      for (const call of [...calls.values()]) {
        if (which === 'sent' && !call.sent) continue
        call.settle({ error: call.options.signal?.aborted ? cancelled() : error })
      }
    },
  }
}
