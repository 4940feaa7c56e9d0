import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { Server } from 'node:net'
import { phoneRouter } from '@segue/api'
import { failureOf } from '@segue/protocol'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { json, refuse } from '../server/appServer.ts'
import { checkAddress, checkCaller, type DoorFacts } from '../server/doors.ts'
import { guardArtifact, sendArtifact } from '../server/sendArtifact.ts'
import type { Shell } from '../server/shell.ts'
import type { Upload } from '../server/upload.ts'
import { answerPairing } from './answerPairing.ts'
import type { Certificate } from './certificate.ts'
import { type DeviceAccess, noDevice } from './deviceAccess.ts'
import { deviceCookie } from './deviceCookie.ts'
import { type DeviceSocketOptions, deviceSockets } from './deviceSockets.ts'
import type { Phones } from './phones.ts'
import { plainFront } from './plainFront.ts'

export interface LanServerOptions extends Pick<DeviceSocketOptions, 'log'> {
  /** IPv4 address and port. */
  at: { host: string; port: number }
  certificate: Certificate
  phones: Phones
  access: DeviceAccess
  /** Only the pages of the phone. */
  shell: Shell
  upload: Upload
  artifacts: ArtifactStore
}

/** The server, not yet listening, and the way to end all that it holds open. */
export interface LanServer {
  server: Server
  end(): void
}

const maxBody = 1024 * 1024
const handshakeMs = 10_000

/**
 * The one door on the local network: TLS, and behind it the phone's pages, pairing, and what a paired device may ask
 * for. Neither the home's token nor a session of the editor opens it.
 */
export function createLanServer(options: LanServerOptions): LanServer {
  const { at, certificate, phones, access, shell, upload, artifacts, log } = options
  const host = `${at.host}:${at.port}`
  const origin = `https://${host}`
  const cookie = deviceCookie(at.port)
  const deviceOf = (header: string | undefined) => phones.devices.find(cookie.read(header) ?? '')
  const facts: DoorFacts = {
    origin,
    hosts: new Set([host]),
    hasSession: (header) => deviceOf(header) !== null,
    hasToken: () => false,
  }
  const contextOf = ({ headers }: IncomingMessage) => {
    const device = deviceOf(headers.cookie)
    if (!device) throw noDevice()
    return { services: access.servicesFor(device), trusted: false, device: device.name }
  }
  const api = createHTTPHandler({
    router: phoneRouter,
    createContext: ({ req }) => contextOf(req),
    basePath: '/trpc/',
    maxBodySize: maxBody,
    allowMethodOverride: true,
    onError: ({ error, path }) =>
      log.warn({ path, failure: failureOf(error.cause ?? error) }, 'a call of a device failed'),
  })

  const artifact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    guardArtifact(response)
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    const device = deviceOf(request.headers.cookie)
    if (!device) return refuse(response, 401)
    const grant = access.signerFor(device).verify(request.url ?? '')
    if (!grant || !artifacts.has(grant.artifactId)) return refuse(response, 404)
    await sendArtifact(request, response, { artifacts, grant })
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = checkAddress(request, facts)
    if (!address.ok) return refuse(response, address.status)
    const { pathname: path } = new URL(request.url ?? '/', origin)
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (reading && path === '/') return void response.writeHead(302, { Location: '/phone' }).end()
    if (path === '/pair' && request.method === 'POST')
      return answerPairing(request, response, { phones, cookie, origin })
    if (reading && (await shell.serve(request, response, path))) return
    if (reading && path.startsWith('/a/')) return artifact(request, response)
    const caller = checkCaller(request, facts)
    if (!caller.ok) return refuse(response, caller.status)
    if (request.headers['x-segue'] !== '1') return refuse(response, 403)
    if (path.startsWith('/trpc/') && request.method === 'POST') return void api(request, response)
    if (path === '/upload' && request.method === 'POST') return upload(request, response, false)
    refuse(response, 404)
  }

  const tls = {
    key: certificate.key,
    cert: certificate.cert,
    minVersion: 'TLSv1.2',
    handshakeTimeout: handshakeMs,
  } as const
  const secure = createServer({ ...tls, maxHeaderSize: 16 * 1024, headersTimeout: 30_000 })
  secure.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    answer(request, response).catch((error) => {
      log.error({ error: failureOf(error) }, 'a request of a device failed')
      if (response.headersSent) response.destroy()
      else json(response, 500, { ok: false, error: 'refused' })
    })
  })
  secure.on('tlsClientError', (_, socket) => socket.destroy())
  const sockets = deviceSockets({ phones, facts, deviceOf, contextOf, log })
  secure.on('upgrade', sockets.upgrade)
  const front = plainFront(secure, `${origin}/phone`)
  return {
    server: front.server,
    end() {
      sockets.end()
      front.end()
    },
  }
}
