import { createSocket } from 'node:dgram'
import { decodeOsc, encodeOsc, messagesOf, type OscMessage } from '@segue/osc'

/** The two ports of AbletonOSC. */
export interface Wire {
  send(message: OscMessage): void
  close(): Promise<void>
}

export interface WireOptions {
  port: number
  replyPort: number
  receive(message: OscMessage): void
  /** An answer came that is no OSC, or more than is read at once. */
  onUnreadable(bytes: number): void
  /** Nothing listens there (any more): the system sent a datagram back. */
  onRefused(): void
}

const host = '127.0.0.1'

/**
 * Opens the reply port and ties it to AbletonOSC, so that no other program can answer, and so that the system says
 * when nothing listens. Rejects with the system's error, such as `EADDRINUSE`.
 */
export async function openWire({
  port,
  replyPort,
  receive,
  onUnreadable,
  onRefused,
}: WireOptions): Promise<Wire> {
  const socket = createSocket({ type: 'udp4', reuseAddr: false })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ address: host, port: replyPort, exclusive: true }, () => {
      socket.off('error', reject)
      socket.connect(port, host, () => resolve())
    })
  }).catch((error: Error) => {
    socket.close()
    throw error
  })
  let open = true
  socket.on('error', onRefused)
  socket.on('message', (bytes) => {
    messagesIn(bytes, onUnreadable).forEach(receive)
  })
  return {
    send(message) {
      if (open) socket.send(encodeOsc(message), (error) => error && open && onRefused())
    },
    async close() {
      if (!open) return
      open = false
      await new Promise<void>((done) => socket.close(done))
    },
  }
}

function messagesIn(bytes: Uint8Array, onUnreadable: (bytes: number) => void): OscMessage[] {
  try {
    return messagesOf(decodeOsc(bytes))
  } catch {
    onUnreadable(bytes.length)
    return []
  }
}
