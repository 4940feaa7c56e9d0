import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, fail } from '@segue/protocol'
import { loadConfig } from '../config/config.ts'
import { openHome } from '../config/home.ts'
import { lanAddress } from '../lan/lanAddress.ts'
import { openLan } from '../lan/openLan.ts'
import { openLog } from '../log/logger.ts'
import { openRunner } from '../runner.ts'
import { openDoors } from '../server/openDoors.ts'
import { plantStarters } from '../services/samples.ts'
import { lockHome } from '../store/homeLock.ts'
import { readOptions, usageError } from './options.ts'
import { printFailures } from './print.ts'

const options = {
  port: { type: 'string' },
  home: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
  lan: { type: 'boolean', default: false },
  'lan-host': { type: 'string' },
  'lan-port': { type: 'string' },
} as const

const webFolder = join(import.meta.dirname, '../../../web/out')

/** `segue start`: serves the editor until it is told to stop. Prints the one-time sign-in address. */
export async function start(args: string[]): Promise<number> {
  const { values } = readOptions(args, options, 0)
  const home = openHome(values.home)
  const config = loadConfig(home, values.port === undefined ? {} : { port: readPort(values.port) })
  const lanAt = readLan(values, config.port)
  const lock = lockHome(home)
  const log = openLog(home, config)
  const { port } = config
  const lost = Promise.withResolvers<Failure>()
  const runner = await openRunner(home, config, log, { bridgePort: port + 2, onLost: lost.resolve })
  await plantStarters(runner.db, runner.artifacts)
  const doors = await openDoors(runner, { home, port, webFolder, log })
  const close = async () => {
    await doors.close()
    await runner.close()
    lock.release()
  }
  const lan = lanAt
    ? await openLan(runner, { home, ...lanAt, webFolder, log }).catch(async (error: unknown) => {
        await close()
        throw error
      })
    : null
  lock.announce(port)
  const address = `http://127.0.0.1:${port}/#code=${doors.sessions.newCode()}`
  console.log(
    `Segue is ready: ${address}\n(this link works once; \`npx segue url\` gives another · Ctrl+C stops)`,
  )
  if (lan) console.log(`Paired phones are let in at ${lan.origin}; \`npx segue phone\` pairs one.`)
  if (!existsSync(webFolder)) console.log('The editor is not built yet: run `npm run build`.')
  if (!values['no-open']) openBrowser(address)
  const failure = await Promise.race([stopped(), lost.promise])
  if (failure) printFailures([failure], false)
  lan?.close()
  await close()
  return failure ? 1 : 0
}

interface LanOptions {
  lan: boolean
  'lan-host'?: string | undefined
  'lan-port'?: string | undefined
}

/** Where the door on the local network opens; null without `--lan`. */
function readLan(values: LanOptions, port: number): { host: string; port: number } | null {
  const { lan, 'lan-host': host, 'lan-port': lanPort } = values
  if (!lan && (host !== undefined || lanPort !== undefined))
    throw usageError('--lan-host and --lan-port go with --lan.')
  if (!lan) return null
  return { host: lanAddress(host), port: lanPort === undefined ? port + 3 : readPort(lanPort) }
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

function openBrowser(address: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

function stopped(): Promise<null> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(null))
    process.once('SIGTERM', () => resolve(null))
  })
}
