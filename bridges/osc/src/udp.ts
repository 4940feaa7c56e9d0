import { createSocket } from 'node:dgram'

/** Where a datagram came from. */
export interface Sender {
  address: string
  port: number
}

/** An open UDP port. */
export interface UdpPort {
  /** The one it got, where 0 was asked for. */
  readonly port: number
  /** Hands bytes to the system; nothing says whether they arrive. */
  send(bytes: Uint8Array, to: Sender): void
  close(): Promise<void>
}

export interface UdpOptions {
  host: string
  port: number
  receive(bytes: Buffer, from: Sender): void
  /** The port broke after it was opened, and is closed. */
  onBroken(error: Error): void
}

/** Opens a port for this program alone. Rejects with the system's error, such as `EADDRINUSE`. */
export function openUdp({ host, port, receive, onBroken }: UdpOptions): Promise<UdpPort> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', reuseAddr: false })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ address: host, port, exclusive: true }, () => {
      let open = true
      socket.off('error', reject)
      socket.on('message', receive)
      const close = async () => {
        if (!open) return
        open = false
        await new Promise<void>((done) => socket.close(done))
      }
      socket.on('error', (error) => {
        if (!open) return
        void close()
        onBroken(error)
      })
      resolve({
        port: socket.address().port,
        // A send that fails is a datagram that is lost, which every user of UDP has to live with.
        send: (bytes, to) => open && socket.send(bytes, to.port, to.address, () => {}),
        close,
      })
    })
  })
}

/** Sends one datagram from a port of its own. Rejects when the name is unknown or the system refuses. */
export async function sendDatagram(bytes: Uint8Array, host: string, port: number): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.send(bytes, port, host, (error) => (error ? reject(error) : resolve()))
    })
  } finally {
    socket.close()
  }
}
