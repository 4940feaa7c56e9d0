import type { Server as SecureServer } from 'node:https'
import { createServer, type Server, type Socket } from 'node:net'

/** First byte of every TLS connection: a handshake record (RFC 8446, §5.1). */
const handshake = 0x16
const helloMs = 10_000
const maxConnections = 200

/**
 * Stands before a TLS server. Who speaks plain HTTP learns where to go instead of seeing the connection break; nothing
 * that it asked for is looked at.
 */
export function plainFront(secure: SecureServer, page: string): { server: Server; end(): void } {
  const sockets = new Set<Socket>()
  const words = `This door is encrypted. Open ${page}\n`
  const moved = [
    'HTTP/1.1 308 Permanent Redirect',
    `Location: ${page}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(words)}`,
    'Connection: close',
    `\r\n${words}`,
  ].join('\r\n')
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(helloMs, () => socket.destroy())
    socket.once('data', (first) => {
      socket.setTimeout(0)
      if (first[0] !== handshake) return void socket.end(moved)
      socket.pause()
      socket.unshift(first)
      secure.emit('connection', socket)
    })
  })
  server.maxConnections = maxConnections
  return {
    server,
    end() {
      for (const socket of sockets) socket.destroy()
    },
  }
}
