import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { bridgeLimits } from '@segue/protocol'
import { WebSocketServer } from 'ws'
import type { Channel } from '../bridges/channels/channel.ts'
import { webSocketChannel } from '../bridges/channels/webSocket.ts'
import type { Verdict } from './doors.ts'

/** Where an application dials in that brings a WebSocket and no byte stream, such as TouchDesigner. */
export const bridgePath = '/bridge'

export interface BridgeDoor {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  end(): void
}

const maxSockets = 64

/**
 * Who comes in here has no token: it proves the key of its bridge in the handshake, and is told nothing before. Pages
 * in a browser always say their Origin, so whoever has one is refused.
 */
export function createBridgeDoor(admit: (channel: Channel) => void): BridgeDoor {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: bridgeLimits.maxFrameBytes,
    perMessageDeflate: false,
  })
  return {
    upgrade(request, socket, head) {
      const isFull = sockets.clients.size >= maxSockets
      if (request.headers.origin !== undefined || isFull)
        return void socket.end(`HTTP/1.1 ${isFull ? 503 : 403} Refused\r\n\r\n`)
      sockets.handleUpgrade(request, socket, head, (client) => admit(webSocketChannel(client)))
    },
    end() {
      for (const client of sockets.clients) client.terminate()
    },
  }
}

/** Whether a request is for this door, its address being in order. */
export const isForBridges = ({ url }: IncomingMessage, address: Verdict): boolean =>
  address.ok && url === bridgePath
