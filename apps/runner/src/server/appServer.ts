import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { appRouter, type Services } from '@segue/api'
import { failureOf } from '@segue/protocol'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Channel } from '../bridges/channels/channel.ts'
import { version } from '../config/version.ts'
import type { Logger } from '../log/logger.ts'
import { type McpDoor, mcpPath } from '../mcp/server/mcpServer.ts'
import type { HookDoor } from '../triggers/webhook/hookDoor.ts'
import { hooksPath } from '../triggers/webhook/hooks.ts'
import { type BlobDoor, blobPath } from './blobDoor.ts'
import { createBridgeDoor, isForBridges } from './bridgeDoor.ts'
import { checkAddress, checkCaller, type DoorFacts } from './doors.ts'
import type { Sessions } from './sessions.ts'
import type { Shell } from './shell.ts'
import type { Upload } from './upload.ts'

export interface AppServerOptions {
  services: Services
  sessions: Sessions
  shell: Shell
  upload: Upload
  blob: BlobDoor
  hook: HookDoor
  mcp: McpDoor
  /** Takes an application that dials in. */
  admit(channel: Channel): void
  log: Pick<Logger, 'warn' | 'error'>
  port: number
}

const maxBody = 16 * 1024 * 1024
const maxSockets = 200
const maxBuffered = 4 * 1024 * 1024

/** The server, and the way to end its live sockets: closing a server waits for them for ever. */
export interface AppServer {
  server: Server
  endSockets(): void
}

/** The app's one door: the editor's files, sign-in, the API, its live socket, uploads and health. */
export function createAppServer(options: AppServerOptions): AppServer {
  const { services, sessions, shell, upload, blob, hook, mcp, admit, log, port } = options
  const facts: DoorFacts = {
    origin: `http://127.0.0.1:${port}`,
    hosts: new Set([`127.0.0.1:${port}`]),
    ...sessions,
  }
  const api = createHTTPHandler({
    router: appRouter,
    createContext: ({ req }) => ({ services, trusted: sessions.hasToken(req.headers.authorization) }),
    basePath: '/trpc/',
    maxBodySize: maxBody,
    allowMethodOverride: true,
    onError: ({ error, path }) =>
      log.warn({ path, failure: failureOf(error.cause ?? error) }, 'a call failed'),
  })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, search } = new URL(request.url ?? '/', facts.origin)
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (reading && request.headers.host === `localhost:${port}`)
      return void response.writeHead(308, { Location: `${facts.origin}${path}${search}` }).end()
    // A webhook is called by other names, over whatever leads here; its address is its secret.
    if (path.startsWith(hooksPath)) return hook(request, response)
    const address = checkAddress(request, facts)
    if (!address.ok) return refuse(response, address.status)
    if (path === '/health' && reading) return json(response, 200, { ok: true, version })
    if (path === '/sign-in' && request.method === 'POST') return signIn(request, response, sessions)
    if (path === blobPath && request.method === 'POST') return blob(request, response)
    if (reading && (await shell.serve(request, response, path))) return
    const caller = checkCaller(request, facts)
    if (!caller.ok) return refuse(response, caller.status)
    if (path === mcpPath && caller.by === 'token') return mcp.answer(request, response)
    if (path === '/sign-in/code' && request.method === 'POST' && caller.by === 'token')
      return json(response, 200, { url: `${facts.origin}/#code=${sessions.newCode()}` })
    if (request.headers['x-segue'] !== '1') return refuse(response, 403)
    if (path.startsWith('/trpc/') && request.method === 'POST') return void api(request, response)
    if (path === '/upload' && request.method === 'POST')
      return upload(request, response, caller.by === 'token')
    refuse(response, 404)
  }

  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 30_000 }, (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    answer(request, response).catch((error) => {
      log.error({ error: failureOf(error) }, 'a request failed')
      if (response.headersSent) response.destroy()
      else refuse(response, 500)
    })
  })

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024, perMessageDeflate: false })
  const live = applyWSSHandler({
    wss: sockets,
    router: appRouter,
    createContext: ({ req }) => ({ services, trusted: sessions.hasToken(req.headers.authorization) }),
    keepAlive: { enabled: true, pingMs: 15_000, pongWaitMs: 10_000 },
  })
  const bridges = createBridgeDoor(admit)
  server.on('upgrade', (request, socket, head) => {
    if (isForBridges(request, checkAddress(request, facts))) return bridges.upgrade(request, socket, head)
    const caller = checkCaller(request, facts)
    const fits = request.url?.split('?')[0] === '/trpc' && sockets.clients.size < maxSockets
    if (!caller.ok || !fits)
      return void socket.end(`HTTP/1.1 ${caller.ok ? 404 : caller.status} Refused\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request))
  })
  const slowReaders = setInterval(() => {
    for (const client of sockets.clients) if (client.bufferedAmount > maxBuffered) client.terminate()
  }, 1000)
  return {
    server,
    endSockets() {
      clearInterval(slowReaders)
      live.broadcastReconnectNotification()
      bridges.end()
      for (const client of sockets.clients) client.terminate()
    },
  }
}

async function signIn(request: IncomingMessage, response: ServerResponse, sessions: Sessions): Promise<void> {
  if (!request.headers['content-type']?.startsWith('application/json')) return refuse(response, 403)
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > 4096) return refuse(response, 403)
  }
  const body = z.strictObject({ code: z.string().max(200) }).safeParse(parse(text))
  const cookie = body.success ? sessions.signIn(body.data.code) : null
  if (!cookie) return refuse(response, 401)
  response.setHeader('Set-Cookie', cookie)
  json(response, 200, { ok: true })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Sends JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** Sends a refusal, which says no more than its status. */
export function refuse(response: ServerResponse, status: number): void {
  json(response, status, { ok: false, error: status === 404 ? 'not found' : 'refused' })
}
