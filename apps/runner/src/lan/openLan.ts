import type { Home } from '../config/home.ts'
import type { Logger } from '../log/logger.ts'
import type { Runner } from '../runner.ts'
import { claimPort } from '../server/claimPort.ts'
import { readSecret } from '../server/secrets.ts'
import { openShell } from '../server/shell.ts'
import { createUpload } from '../server/upload.ts'
import { createArtifactService } from '../services/artifactService.ts'
import { readCertificate } from './certificate.ts'
import { deviceAccess } from './deviceAccess.ts'
import { createLanServer } from './lanServer.ts'

export interface LanOptions {
  home: Home
  /** One IPv4 address of this machine. */
  host: string
  port: number
  /** The built editor. */
  webFolder: string
  log: Pick<Logger, 'warn' | 'error'>
}

/** The door on the local network while it is open. */
export interface OpenLan {
  readonly origin: string
  close(): void
}

const pages: ReadonlySet<string> = new Set(['/phone', '/icon.svg'])

/** Opens the door on the local network. Fails with `server.port_taken`. */
export async function openLan(runner: Runner, options: LanOptions): Promise<OpenLan> {
  const { home, host, port, webFolder, log } = options
  const { phones, services, artifacts, media, db } = runner
  const certificate = await readCertificate(home.certificate, { host, now: Date.now })
  const origin = `https://${host}:${port}`
  const lan = createLanServer({
    at: { host, port },
    certificate,
    phones,
    artifacts,
    log,
    access: deviceAccess({
      services,
      artifactsWith: (signer) => createArtifactService({ db, artifacts, signer, media, origin: '' }),
      key: readSecret(home.key),
      now: Date.now,
    }),
    shell: openShell(webFolder, {
      artifacts: "'self'",
      socket: `wss://${host}:${port}`,
      only: (path) => pages.has(path) || path.startsWith('/_next/static/'),
    }),
    upload: createUpload({ artifacts, media, folder: home.artifacts }),
  })
  await claimPort([port], () => listening(lan.server, { host, port }))
  phones.door = { origin, fingerprint: certificate.fingerprint }
  return {
    origin,
    close() {
      phones.door = null
      lan.end()
      lan.server.close()
    },
  }
}

function listening(
  server: ReturnType<typeof createLanServer>['server'],
  at: { host: string; port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
