import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Signer } from '../artifacts/signer.ts'
import { checkAddress } from './doors.ts'
import { guardArtifact, sendArtifact } from './sendArtifact.ts'

export interface ArtifactServerOptions {
  artifacts: ArtifactStore
  signer: Signer
  appOrigin: string
  port: number
}

/**
 * Serves artifact bytes by signed path on another host name than the app, so that no cookie ever reaches this
 * server and nothing that it serves runs with the app's rights. Returns one server per loopback address.
 */
export async function serveArtifacts(options: ArtifactServerOptions): Promise<Server[]> {
  const { port, artifacts, signer, appOrigin } = options
  const hosts = new Set([`localhost:${port}`])
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = checkAddress(request, { origin: appOrigin, hosts })
    if (!address.ok) return end(response, address.status)
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
    const grant = signer.verify(request.url ?? '')
    if (!grant || !artifacts.has(grant.artifactId)) return end(response, 404)
    response.setHeader('Access-Control-Allow-Origin', appOrigin)
    response.setHeader('Vary', 'Origin')
    await sendArtifact(request, response, { artifacts, grant })
  }
  const handler = (request: IncomingMessage, response: ServerResponse) => {
    guardArtifact(response)
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    answer(request, response).catch(() => (response.headersSent ? response.destroy() : end(response, 500)))
  }
  return Promise.all(['127.0.0.1', '::1'].map((host) => listen(createServer(handler), port, host))).then(
    (servers) => servers.filter((server) => server !== null),
  )
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain' }).end(status === 404 ? 'Not found' : 'Refused')
}

/** Listens, or gives null where this machine has no such address (IPv6 switched off). Fails when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? resolve(null) : reject(error),
    )
    server.listen({ port, host }, () => resolve(server))
  })
}
