import { failureOf } from '@segue/protocol'
import { createSigner } from '../artifacts/signer.ts'
import type { Home } from '../config/home.ts'
import type { Logger } from '../log/logger.ts'
import { openMcpDoor } from '../mcp/server/mcpServer.ts'
import { worldHere } from '../mcp/server/world.ts'
import type { Runner } from '../runner.ts'
import { createAppServer } from './appServer.ts'
import { listen, serveArtifacts } from './artifactServer.ts'
import { createBlobDoor } from './blobDoor.ts'
import { claimPort } from './claimPort.ts'
import { readSecret } from './secrets.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { openShell } from './shell.ts'
import { createUpload } from './upload.ts'

/** A runner's open doors: the app on `port`, artifacts on `port + 1`, both on loopback only. */
export interface OpenDoors {
  readonly sessions: Sessions
  /** What command line tools send, as hex. */
  readonly token: string
  close(): Promise<void>
}

export interface DoorOptions {
  home: Home
  port: number
  /** The built editor. */
  webFolder: string
  log: Pick<Logger, 'warn' | 'error'>
}

/** Opens every door, or none. Fails with `server.port_taken`. */
export async function openDoors(
  runner: Runner,
  { home, port, webFolder, log }: DoorOptions,
): Promise<OpenDoors> {
  const token = readSecret(home.token)
  const sessions = createSessions({ key: readSecret(home.key), token, port, now: Date.now })
  const mcp = openMcpDoor(worldHere(runner.services, runner.artifacts), (error) =>
    log.warn({ error: failureOf(error) }, 'an MCP call failed'),
  )
  const app = createAppServer({
    services: runner.services,
    sessions,
    shell: openShell(webFolder, {
      artifacts: `http://localhost:${port + 1}`,
      socket: `ws://127.0.0.1:${port}`,
    }),
    upload: createUpload({ artifacts: runner.artifacts, media: runner.media, folder: home.artifacts }),
    hook: runner.hook,
    mcp,
    blob: createBlobDoor({ folder: home.run, keyOf: runner.hub.keyOf, receive: runner.hub.receiveBlob }),
    admit: runner.hub.admit,
    log,
    port,
  })
  const servers = await claimPort([port, port + 1], async () => [
    await listen(app.server, port, '127.0.0.1'),
    ...(await serveArtifacts({
      artifacts: runner.artifacts,
      signer: createSigner(readSecret(home.key), Date.now),
      appOrigin: `http://127.0.0.1:${port}`,
      port: port + 1,
    })),
  ]).catch((error: unknown) => {
    app.endSockets()
    app.server.close()
    throw error
  })
  return {
    sessions,
    token: token.toString('hex'),
    async close() {
      app.endSockets()
      for (const server of servers) {
        server?.close()
        server?.closeAllConnections()
      }
    },
  }
}
