import { createHash, randomBytes } from 'node:crypto'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { close, facts, status } from './facts.ts'
import { outputs } from './outputs.ts'
import { type Emit, Refusal, requests } from './requests.ts'
import { makeWorld, type World } from './world.ts'

/** A server that speaks obs-websocket 5 for tests, on 127.0.0.1. */
export interface SimulatedObs {
  url: string
  world: World
  /** Types of the requests that came, in order. */
  asked: string[]
  /** Clients that are identified now, and how many ever were. */
  clients(): number
  greeted(): number
  emit: Emit
  /** Ends every connection as OBS does: 1001 when it quits, 4011 when it throws a client out. */
  drop(code: number): void
  /** Requests of this type are heard and never answered. */
  ignore: Set<string>
  close(): Promise<void>
}

export interface SimulatedObsOptions {
  /** Empty for an OBS without authentication. */
  password?: string
  port?: number
}

const Incoming = z.object({ op: z.number(), d: z.record(z.string(), z.unknown()) })
const Identify = z.object({
  rpcVersion: z.number(),
  authentication: z.string().optional(),
  eventSubscriptions: z.number().default(2047),
})
const Request = z.object({
  requestType: z.string(),
  requestId: z.string().optional(),
  requestData: z.record(z.string(), z.unknown()).default({}),
})
const Batch = z.object({
  requestId: z.string(),
  haltOnFailure: z.boolean().default(false),
  requests: z.array(Request),
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
const answers = { ...requests, ...outputs }

/** Opens a simulated OBS on a free port. */
export async function startSimulatedObs(options: SimulatedObsOptions = {}): Promise<SimulatedObs> {
  const { password = '', port = 0 } = options
  const world = makeWorld()
  const asked: string[] = []
  const ignore = new Set<string>()
  const subscribed = new Map<WebSocket, number>()
  let greeted = 0
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))

  const emit: Emit = (eventType, eventIntent, eventData) => {
    const d = { eventType, eventIntent, ...(eventData === undefined ? {} : { eventData }) }
    for (const [client, mask] of subscribed)
      if ((mask & eventIntent) !== 0) client.send(JSON.stringify({ op: 5, d }))
  }
  const answer = ({ requestType, requestId, requestData }: z.output<typeof Request>) => {
    asked.push(requestType)
    const head = { requestType, requestId }
    try {
      if (!world.ready) throw new Refusal(status.notReady, 'OBS is not ready to perform the request.')
      const found = answers[requestType]
      if (found === undefined) throw new Refusal(status.unknownRequestType, 'Your request type is not valid.')
      const responseData = found(world, requestData, emit)
      const requestStatus = { result: true, code: status.success }
      return { ...head, requestStatus, ...(responseData === undefined ? {} : { responseData }) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { ...head, requestStatus: { result: false, code: error.code, comment: error.message } }
    }
  }

  server.on('connection', (socket) => {
    const send = (op: number, d: object) => socket.send(JSON.stringify({ op, d }))
    const authentication = {
      challenge: randomBytes(32).toString('base64'),
      salt: randomBytes(32).toString('base64'),
    }
    const expected = sha256(sha256(password + authentication.salt) + authentication.challenge)
    const rpcVersion = facts.rpcVersion.value
    socket.on('close', () => subscribed.delete(socket))

    const identify = (d: unknown) => {
      if (subscribed.has(socket)) return socket.close(close.alreadyIdentified, 'Already identified.')
      const said = Identify.safeParse(d)
      if (!said.success) return socket.close(close.invalidDataFieldType, 'A field is malformed.')
      if (said.data.rpcVersion !== rpcVersion)
        return socket.close(close.unsupportedRpcVersion, 'Your RPC version is not supported.')
      if (password !== '' && said.data.authentication !== expected)
        return socket.close(close.authenticationFailed, 'Authentication failed.')
      subscribed.set(socket, said.data.eventSubscriptions)
      greeted++
      send(2, { negotiatedRpcVersion: rpcVersion })
    }
    const single = (d: unknown) => {
      const request = Request.safeParse(d)
      if (!request.success || request.data.requestId === undefined)
        return socket.close(close.missingDataField, 'Your payload is missing a field.')
      if (ignore.has(request.data.requestType)) return asked.push(request.data.requestType)
      send(7, answer(request.data))
    }
    const batch = (d: unknown) => {
      const said = Batch.safeParse(d)
      if (!said.success) return socket.close(close.missingDataField, 'Your payload is missing a field.')
      const results: ReturnType<typeof answer>[] = []
      for (const request of said.data.requests) {
        const result = answer(request)
        results.push(result)
        if (said.data.haltOnFailure && !result.requestStatus.result) break
      }
      send(9, { requestId: said.data.requestId, results })
    }
    socket.on('message', (bytes) => {
      const message = Incoming.safeParse(parse(String(bytes)))
      if (!message.success) return socket.close(close.messageDecodeError, 'The message could not be decoded.')
      const { op, d } = message.data
      if (op === 1) return identify(d)
      if (!subscribed.has(socket)) return socket.close(close.notIdentified, 'You are not identified.')
      if (op === 6) return single(d)
      if (op === 8) return batch(d)
      socket.close(close.unknownOpCode, 'Unknown OpCode.')
    })
    send(0, {
      obsWebSocketVersion: facts.webSocketVersion.value,
      rpcVersion,
      ...(password === '' ? {} : { authentication }),
    })
  })

  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('There is no port.')
  const end = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return {
    url: `ws://127.0.0.1:${bound.port}`,
    world,
    asked,
    ignore,
    emit,
    clients: () => subscribed.size,
    greeted: () => greeted,
    drop: (code) => server.clients.forEach((client) => void client.close(code)),
    close() {
      for (const client of server.clients) client.terminate()
      return end()
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
