import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fail } from '@segue/protocol'
import { createSigner } from '../artifacts/signer.ts'
import { loadConfig } from '../config/config.ts'
import { openHome } from '../config/home.ts'
import { openLog } from '../log/logger.ts'
import { openRunner } from '../runner.ts'
import { createAppServer } from '../server/appServer.ts'
import { listen, serveArtifacts } from '../server/artifactServer.ts'
import { readSecret } from '../server/secrets.ts'
import { createSessions } from '../server/sessions.ts'
import { openShell } from '../server/shell.ts'
import { createUpload } from '../server/upload.ts'
import { lockHome } from '../store/homeLock.ts'
import { readOptions } from './options.ts'

const options = {
  port: { type: 'string' },
  home: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
} as const

const webFolder = join(import.meta.dirname, '../../../web/out')

/** `segue start`: serves the editor until it is told to stop. Prints the one-time sign-in address. */
export async function start(args: string[]): Promise<number> {
  const { values } = readOptions(args, options, 0)
  const home = openHome(values.home)
  const config = loadConfig(home, values.port === undefined ? {} : { port: readPort(values.port) })
  const lock = lockHome(home)
  const log = openLog(home, config)
  const { port } = config
  const origin = `http://127.0.0.1:${port}`
  const runner = await openRunner(home, config, log)
  const sessions = createSessions({
    key: readSecret(home.key),
    token: readSecret(home.token),
    port,
    now: Date.now,
  })
  const shell = openShell(webFolder, {
    artifacts: `http://localhost:${port + 1}`,
    socket: `ws://127.0.0.1:${port}`,
  })
  const upload = createUpload({ artifacts: runner.artifacts, media: runner.media, folder: home.artifacts })
  const app = createAppServer({ services: runner.services, sessions, shell, upload, log, port })
  const servers = await open(port, async () => [
    ...(await serveArtifacts({
      artifacts: runner.artifacts,
      signer: createSigner(readSecret(home.key), Date.now),
      appOrigin: origin,
      port: port + 1,
    })),
    await listen(app, port, '127.0.0.1'),
  ])
  lock.announce(port)
  const address = `${origin}/#code=${sessions.newCode()}`
  console.log(
    `Segue is ready: ${address}\n(this link works once; \`npx segue url\` gives another · Ctrl+C stops)`,
  )
  if (!existsSync(webFolder)) console.log('The editor is not built yet: run `npm run build`.')
  if (!values['no-open']) openBrowser(address)
  await stopped()
  for (const server of servers) server?.close()
  app.closeAllConnections()
  await runner.close()
  lock.release()
  return 0
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1024 && port <= 65_533) return port
  throw fail({
    code: 'cli.port',
    message: `“${text}” is not a port.`,
    hint: 'Give a number from 1024 to 65533.',
    kind: 'input',
  })
}

async function open(port: number, servers: () => Promise<(Server | null)[]>): Promise<(Server | null)[]> {
  try {
    return await servers()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw fail({
      code: 'server.port_taken',
      message: `Port ${port} or ${port + 1} is in use by another program.`,
      hint: 'Stop that program, or choose another: `segue start --port 4500`.',
      kind: 'environment',
    })
  }
}

function openBrowser(address: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}
