import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fail } from '@segue/protocol'

/** Where bridges dial in. */
export interface Door {
  /** What a bridge on this machine is told: `unix:/path` or `tcp:127.0.0.1:4402`. */
  address: string
  close(): Promise<void>
}

/** The longest path a Unix socket may have: 104 bytes on macOS, 108 on Linux, with the ending zero. */
const maxSocketPath = 100

/** Idle connections are bounded, so that a rogue process cannot use up descriptors. */
const maxConnections = 64

/**
 * Opens a Unix socket that only its owner may use (on Windows a named pipe), the same for one home at every start;
 * and a port on 127.0.0.1 when one is asked for, or on Windows, where spawned bridges use it.
 */
export async function openDoor(
  { home, port }: { home: string; port: number | null },
  onSocket: (socket: Socket) => void,
): Promise<Door> {
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  const welcome = (socket: Socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)))
    onSocket(socket)
  }
  const listen = async (where: { path: string } | { port: number; host: string }) => {
    const server = createServer(welcome)
    server.maxConnections = maxConnections
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(where, resolve))
    servers.push(server)
    return server
  }
  let address = ''
  if (port !== null || process.platform === 'win32') {
    const bound = (await listen({ port: port ?? 0, host: '127.0.0.1' })).address()
    address = `tcp:127.0.0.1:${typeof bound === 'object' ? bound?.port : port}`
  }
  if (process.platform === 'win32') await listen({ path: pipePath(home) })
  else {
    const path = socketPath(home)
    rmSync(path, { force: true })
    await listen({ path })
    chmodSync(path, 0o600)
    address = `unix:${path}`
  }
  return {
    address,
    async close() {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

const nameOf = (home: string) => createHash('sha256').update(home).digest('hex').slice(0, 16)

/** The named pipe of a home. A bridge on Windows is told `pipe:` and this path. */
export const pipePath = (home: string): string => String.raw`\\.\pipe\segue-${nameOf(home)}`

function socketPath(home: string): string {
  const own = join(home, 'run', 'bridge.sock')
  if (Buffer.byteLength(own) <= maxSocketPath) {
    mkdirSync(dirname(own), { recursive: true, mode: 0o700 })
    return own
  }
  const short = join(tmpdir(), `segue-${nameOf(home)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(short)
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) {
    throw fail({
      code: 'bridge.door',
      message: `${short} belongs to somebody else.`,
      hint: 'Remove that folder, or choose a home with a shorter path.',
      kind: 'environment',
    })
  }
  return join(short, 'bridge.sock')
}
