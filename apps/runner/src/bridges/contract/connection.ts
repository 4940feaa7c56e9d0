import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Channel } from '../channels/channel.ts'
import { lineChannel } from '../channels/lines.ts'
import { webSocketChannel } from '../channels/webSocket.ts'

/** One connection under examination: as the runner sees it, and its bytes. */
export interface Connection {
  channel: Channel
  raw: Duplex
  /** The bytes that carry one frame to the bridge. */
  frame(body: Buffer): Buffer
}

/** A byte stream with a frame per line. */
export const lineConnection = (raw: Duplex): Connection => ({
  channel: lineChannel(raw),
  raw,
  frame: (body) => Buffer.concat([body, Buffer.from('\n')]),
})

/** A place where a bridge dials in. */
export interface Place {
  address: string
  server: Server
}

/** Listens on a Unix socket, or on a Windows pipe of that path. */
export async function listenOnPath(path: string, welcome: (one: Connection) => void): Promise<Place> {
  const server = createServer((socket) => welcome(lineConnection(socket)))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return { address: `unix:${path}`, server }
}

/** Listens on a free port of 127.0.0.1, one frame per line. */
export async function listenOnPort(welcome: (one: Connection) => void): Promise<Place> {
  const server = createServer((socket) => welcome(lineConnection(socket)))
  return { address: `tcp:127.0.0.1:${await freePort(server)}`, server }
}

/** Listens for WebSockets on a free port of 127.0.0.1. */
export async function listenForWebSockets(welcome: (one: Connection) => void): Promise<Place> {
  const server = createHttpServer()
  const sockets = new WebSocketServer({ server, path: '/bridge', perMessageDeflate: false })
  sockets.on('connection', (socket, { socket: raw }) =>
    welcome({ channel: webSocketChannel(socket), raw, frame: webSocketFrame }),
  )
  return { address: `ws:127.0.0.1:${await freePort(server)}/bridge`, server }
}

async function freePort(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('There is no port.')
  return bound.port
}

/** One unmasked text message, RFC 6455 §5.2; by hand, so that tests can cut it anywhere. */
function webSocketFrame(body: Buffer): Buffer {
  const head = Buffer.alloc(body.length < 126 ? 2 : body.length < 65_536 ? 4 : 10)
  head[0] = 0x81
  if (head.length === 2) head[1] = body.length
  if (head.length === 4) head.writeUInt16BE(body.length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(body.length), 2)
  if (head.length > 2) head[1] = head.length === 4 ? 126 : 127
  return Buffer.concat([head, body])
}
