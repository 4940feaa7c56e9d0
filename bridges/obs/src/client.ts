import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { bridgeLimits } from '@segue/protocol'
import WebSocket from 'ws'
import { z } from 'zod'
import { proofOf } from './auth.ts'
import { type Closing, closingOf } from './closing.ts'
import { gone, refusedBy, unexpected } from './failure.ts'
import { BatchResponse, Event, eventMask, Hello, Message, op, Response, rpcVersion } from './messages.ts'

export type Fields = Record<string, unknown>
export interface BatchPart {
  requestType: string
  requestData?: Fields
}

/** A connection to OBS that has been let in. */
export interface ObsClient {
  /**
   * Asks OBS for one thing; what it answers, checked. Fails with `obs.refused` in OBS's words, with
   * `bridge.disconnected` when it goes away, and with the signal's reason.
   */
  request<T extends z.ZodType>(
    type: string,
    data: Fields,
    answer: T,
    signal?: AbortSignal,
  ): Promise<z.output<T>>
  /** Asks for several things at once, in order; each answer, also of those that were refused. */
  batch(parts: readonly BatchPart[], signal?: AbortSignal): Promise<Response[]>
  /** Hears every event until the returned function is called. */
  listen(listener: (event: string, data: Fields) => void): () => void
  /** Resolves when the connection has ended. */
  closed: Promise<Closing>
  close(): void
}

export interface ConnectOptions {
  url: string
  password: string
  signal: AbortSignal
  /** Milliseconds between two looks whether OBS is still there. */
  beatMs?: number
}

/** How long OBS may take to let us in. */
const greetingMs = 10_000
/** A picture of 4096 pixels in base64 fits; what is larger is not for us. */
const maxMessageBytes = 100 * 1024 * 1024

/** So many answers may be missing. */
const maxMissed = 3

type Outcome = { client: ObsClient } | { closing: Closing }

/** Connects and proves who we are: the client, or why there is none. Never rejects. */
export async function connectObs(options: ConnectOptions): Promise<Outcome> {
  const { url, password, signal, beatMs = bridgeLimits.heartbeatMs } = options
  const socket = new WebSocket(url, 'obswebsocket.json', {
    handshakeTimeout: greetingMs,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  })
  const closed = new Promise<Closing>((resolve) => {
    socket.on('error', (error) => resolve({ ...closingOf(1006, ''), detail: reasonOf(error) }))
    socket.once('close', (code, reason) => resolve(closingOf(code, String(reason))))
  })
  const abort = () => socket.terminate()
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  void closed.then(() => signal.removeEventListener('abort', abort))
  const timer = setTimeout(abort, greetingMs)
  keepAlive(socket, beatMs)
  const answers = new Map<string, PromiseWithResolvers<Fields>>()
  const events = new EventEmitter().setMaxListeners(0)
  const letIn = Promise.withResolvers<void>()

  socket.on('message', (bytes) => {
    const message = Message.safeParse(parse(String(bytes)))
    if (!message.success) return socket.close(1002)
    const { op: kind, d } = message.data
    switch (kind) {
      case op.hello: {
        const hello = Hello.safeParse(d)
        if (!hello.success) return socket.close(1002)
        const asked = hello.data.authentication
        const authentication = asked && { authentication: proofOf(password, asked) }
        const identify = { rpcVersion, eventSubscriptions: eventMask, ...authentication }
        return socket.send(JSON.stringify({ op: op.identify, d: identify }))
      }
      case op.identified:
        return letIn.resolve()
      case op.event: {
        const event = Event.safeParse(d)
        if (event.success) events.emit('event', event.data.eventType, event.data.eventData ?? {})
        return
      }
      case op.response:
      case op.batchResponse:
        return answers.get(String(d.requestId))?.resolve(d)
    }
  })
  void closed.then(() => {
    for (const { reject } of answers.values()) reject(gone())
  })
  const ask = async (kind: number, d: Fields, given?: AbortSignal): Promise<Fields> => {
    given?.throwIfAborted()
    if (socket.readyState !== WebSocket.OPEN) throw gone()
    const requestId = randomUUID()
    const answer = Promise.withResolvers<Fields>()
    const stop = () => answer.reject(given?.reason)
    answers.set(requestId, answer)
    given?.addEventListener('abort', stop)
    socket.send(JSON.stringify({ op: kind, d: { ...d, requestId } }))
    try {
      return await answer.promise
    } finally {
      answers.delete(requestId)
      given?.removeEventListener('abort', stop)
    }
  }

  const client: ObsClient = {
    closed,
    close: () => socket.close(1000),
    async request(type, data, answer, given) {
      const said = await ask(op.request, { requestType: type, requestData: data }, given)
      const response = checked(Response, said, type)
      if (!response.requestStatus.result) throw refusedBy(response)
      return checked(answer, response.responseData ?? {}, type)
    },
    async batch(parts, given) {
      const said = await ask(op.batch, { haltOnFailure: false, requests: parts }, given)
      return checked(BatchResponse, said, 'RequestBatch').results
    },
    listen(listener) {
      events.on('event', listener)
      return () => void events.off('event', listener)
    },
  }
  const outcome = await Promise.race([
    letIn.promise.then(() => ({ client })),
    closed.then((closing) => ({ closing })),
  ])
  clearTimeout(timer)
  return outcome
}

/** Ends a connection over which nothing comes back: a machine that sleeps or a cable that was pulled says no goodbye. */
function keepAlive(socket: WebSocket, everyMs: number): void {
  let missed = 0
  const timer = setInterval(() => {
    if (missed >= maxMissed) return socket.terminate()
    if (socket.readyState !== WebSocket.OPEN) return
    missed++
    socket.ping()
  }, everyMs)
  socket.on('pong', () => {
    missed = 0
  })
  socket.once('close', () => clearInterval(timer))
}

function checked<T extends z.ZodType>(schema: T, value: unknown, type: string): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw unexpected(`OBS answered ${type} in an unknown way: ${z.prettifyError(parsed.error)}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const reasonOf = (error: Error): string =>
  'code' in error && error.code === 'ECONNREFUSED'
    ? closingOf(1006, '').detail
    : `OBS cannot be reached: ${error.message}`
