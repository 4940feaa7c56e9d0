import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import type { AppState } from '@segue/api'
import { inhibitorTrouble } from '../awake/inhibitor.ts'
import { createHub } from '../bridges/hub.ts'
import { type Config, loadConfig } from '../config/config.ts'
import { type Home, openHome } from '../config/home.ts'
import { version } from '../config/version.ts'
import { openLog } from '../log/logger.ts'
import { readOwner } from '../store/homeLock.ts'
import { liveRunner } from './backend.ts'
import { doctorOf } from './doctor/application.ts'
import { common, readOptions } from './options.ts'

/** `segue doctor [APP]`: versions, applications found, ports, store, and what is a stand-in; or one application closely. */
export async function doctor(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 0, 1)
  const [app] = positionals
  if (app !== undefined) return doctorOf(app, values)
  const home = openHome(values.home)
  const config = loadConfig(home)
  const found = {
    segue: version,
    node: process.version,
    sqlite: String(new DatabaseSync(':memory:').prepare('SELECT sqlite_version() AS v').get()?.v),
    platform: `${process.platform} ${process.arch}`,
    home: home.root,
    store: existsSync(home.database) ? { bytes: statSync(home.database).size } : null,
    runner: readOwner(home),
    ports: await Promise.all(
      [0, 1, 2].map(async (n) => ({ port: config.port + n, free: await isFree(config.port + n) })),
    ),
    /** Why this machine may fall asleep during a run; null when it stays awake. */
    sleep: config.keepAwake
      ? await inhibitorTrouble({ platform: process.platform, pid: process.pid })
      : 'keepAwake is off in the settings',
    applications: (await statesOf(home, config)).map((state) => ({
      ...state,
      standIn: state.state === 'standIn',
    })),
  }
  if (values.json) console.log(JSON.stringify(found))
  else print(found)
  return 0
}

/** As the live runner sees them; without one, what is installed. */
async function statesOf(home: Home, config: Config): Promise<AppState[]> {
  const client = await liveRunner(home)
  if (client) return client.system.apps().finally(() => client.close())
  const hub = await createHub({
    home: home.root,
    logger: openLog(home, config),
    runnerVersion: version,
    blender: config.applications.blender,
    port: null,
  })
  return Promise.resolve(hub.states()).finally(() => hub.close())
}

function print(found: {
  segue: string
  node: string
  sqlite: string
  platform: string
  home: string
  ports: { port: number; free: boolean }[]
  sleep: string | null
  applications: Pick<AppState, 'title' | 'state' | 'provider' | 'detail'>[]
}): void {
  console.log(`Segue ${found.segue} · Node ${found.node} · SQLite ${found.sqlite} · ${found.platform}`)
  console.log(`Home ${found.home}`)
  for (const { port, free } of found.ports) console.log(`Port ${port} ${free ? 'is free' : 'is in use'}`)
  if (found.sleep !== null) console.log(`This machine may fall asleep during a run: ${found.sleep}`)
  const words: Partial<Record<AppState['state'], string>> = { standIn: 'stand-in', absent: 'not here' }
  for (const { title, state, provider, detail } of found.applications)
    console.log(`${title}: ${words[state] ?? provider}${detail ? ` (${detail})` : ''}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
