import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { type FoundBlender, findBlenders } from '../bridges/findBlender.ts'
import { createHub } from '../bridges/hub.ts'
import { loadConfig } from '../config/config.ts'
import { openHome } from '../config/home.ts'
import { version } from '../config/version.ts'
import { openLog } from '../log/logger.ts'
import { readOwner } from '../store/homeLock.ts'
import { readOptions } from './options.ts'

/** `segue doctor`: versions, applications found, ports, store, and what is a stand-in. Changes nothing. */
export async function doctor(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    { home: { type: 'string' }, json: { type: 'boolean', default: false } },
    0,
  )
  const home = openHome(values.home)
  const config = loadConfig(home)
  const owner = readOwner(home)
  const hub = await createHub({
    home: home.root,
    logger: openLog(home, config),
    runnerVersion: version,
    blender: config.applications.blender,
    port: null,
  })
  const found = {
    segue: version,
    node: process.version,
    sqlite: String(new DatabaseSync(':memory:').prepare('SELECT sqlite_version() AS v').get()?.v),
    platform: `${process.platform} ${process.arch}`,
    home: home.root,
    store: existsSync(home.database) ? { bytes: statSync(home.database).size } : null,
    runner: owner,
    ports: await Promise.all(
      [0, 1].map(async (n) => ({ port: config.port + n, free: await isFree(config.port + n) })),
    ),
    blenders: await findBlenders(config.applications.blender),
    applications: hub.states().map(({ app, title, state, provider, detail }) => ({
      app,
      title,
      state,
      provider,
      detail,
      standIn: state === 'standIn',
    })),
  }
  await hub.close()
  if (values.json) console.log(JSON.stringify(found))
  else print(found)
  return 0
}

function print(found: {
  segue: string
  node: string
  sqlite: string
  platform: string
  home: string
  ports: { port: number; free: boolean }[]
  blenders: readonly FoundBlender[]
  applications: { title: string; provider: string; standIn: boolean; detail: string }[]
}): void {
  console.log(`Segue ${found.segue} · Node ${found.node} · SQLite ${found.sqlite} · ${found.platform}`)
  console.log(`Home ${found.home}`)
  for (const { port, free } of found.ports) console.log(`Port ${port} ${free ? 'is free' : 'is in use'}`)
  for (const { title, provider, standIn, detail } of found.applications)
    console.log(`${title}: ${standIn ? 'stand-in' : provider}${detail ? ` (${detail})` : ''}`)
  for (const { path, version } of found.blenders) console.log(`Blender ${version} at ${path}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
