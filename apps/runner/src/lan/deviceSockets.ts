import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Context, phoneRouter } from '@segue/api'
import type { Device } from '@segue/protocol'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Logger } from '../log/logger.ts'
import { checkCaller, type DoorFacts } from '../server/doors.ts'
import type { Phones } from './phones.ts'

export interface DeviceSocketOptions {
  phones: Phones
  facts: DoorFacts
  deviceOf(cookie: string | undefined): Device | null
  contextOf(request: IncomingMessage): Context
  log: Pick<Logger, 'warn' | 'error'>
}

/** Live sockets of paired devices. */
export interface DeviceSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  end(): void
}

const maxSockets = 50
const maxBuffered = 4 * 1024 * 1024
const slowEveryMs = 1000

/** Opens the live sockets. One of a device that is revoked ends at once, and one that does not read as well. */
export function deviceSockets({
  phones,
  facts,
  deviceOf,
  contextOf,
  log,
}: DeviceSocketOptions): DeviceSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024, perMessageDeflate: false })
  const owners = new Map<WebSocket, string>()
  const live = applyWSSHandler({
    wss: sockets,
    router: phoneRouter,
    createContext: ({ req }) => contextOf(req),
    keepAlive: { enabled: true, pingMs: 15_000, pongWaitMs: 10_000 },
    onError: ({ error, path }) => log.warn({ path, error: error.message }, 'a live call of a device failed'),
  })
  const stopRevoking = phones.devices.onRevoked((id) => {
    for (const [socket, owner] of owners) if (owner === id) socket.terminate()
  })
  const slowReaders = setInterval(() => {
    for (const client of sockets.clients) if (client.bufferedAmount > maxBuffered) client.terminate()
  }, slowEveryMs)
  return {
    upgrade(request, socket, head) {
      const caller = checkCaller(request, facts)
      const device = deviceOf(request.headers.cookie)
      const fits = request.url?.split('?')[0] === '/trpc' && sockets.clients.size < maxSockets
      if (!caller.ok || device === null || !fits)
        return void socket.end(`HTTP/1.1 ${caller.ok ? 404 : caller.status} Refused\r\n\r\n`)
      sockets.handleUpgrade(request, socket, head, (client) => {
        owners.set(client, device.id)
        client.on('close', () => owners.delete(client))
        sockets.emit('connection', client, request)
      })
    },
    end() {
      clearInterval(slowReaders)
      stopRevoking()
      live.broadcastReconnectNotification()
      for (const client of sockets.clients) client.terminate()
    },
  }
}
