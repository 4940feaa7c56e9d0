import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that a test may cut or hold up: what goes through it arrives, until it does not. */
export interface BadLine {
  /** Where to connect instead, on 127.0.0.1. */
  readonly port: number
  /** Ends everything that is connected now, without a word. New connections get through. */
  cut(): void
  /** Holds up everything that goes through it now; nobody is told. */
  stall(): void
  /** Lets go of it. */
  flow(): void
  close(): Promise<void>
}

/** Opens a line to a TCP port or a Unix socket. A server that looks at the address it is called by sees its own. */
export async function openBadLine(to: { port: number; host: string } | { path: string }): Promise<BadLine> {
  const open = new Set<Socket>()
  const hold = (socket: Socket, other: Socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      open.delete(socket)
      other.destroy()
    })
  }
  const server = createServer((near) => {
    const far = connect(to)
    hold(near, far)
    hold(far, near)
    far.pipe(near)
    near.on('data', (chunk) => far.write('port' in to ? readdressed(chunk, port, to.port) : chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port,
    cut,
    stall: () => open.forEach((socket) => void socket.pause()),
    flow: () => open.forEach((socket) => void socket.resume()),
    async close() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const readdressed = (chunk: Buffer | string, from: number, to: number): Buffer =>
  Buffer.from(
    chunk.toString('latin1').replaceAll(`127.0.0.1:${from}`, () => `127.0.0.1:${to}`),
    'latin1',
  )
