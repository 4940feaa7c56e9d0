import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where everything lives on disk. All paths are absolute. */
export interface Home {
  root: string
  database: string
  lock: string
  /** Address and pid of the runner that owns this home. */
  owner: string
  key: string
  token: string
  /** What the secrets of other services are sealed with. */
  vault: string
  /** Key and certificate of the door on the local network. */
  certificate: string
  artifacts: string
  incoming: string
  work: string
  outputs: string
  logs: string
  run: string
}

/** Resolves a home folder and makes it, readable by its owner only. Default: `SEGUE_HOME`, then `~/.segue`. */
export function openHome(root = process.env.SEGUE_HOME || join(homedir(), '.segue')): Home {
  const at = (...parts: string[]) => join(resolve(root), ...parts)
  const home: Home = {
    root: at(),
    database: at('segue.db'),
    lock: at('lock.db'),
    owner: at('runner.json'),
    key: at('secret', 'key'),
    token: at('secret', 'token'),
    vault: at('secret', 'vault'),
    certificate: at('secret', 'lan.pem'),
    artifacts: at('artifacts'),
    incoming: at('artifacts', 'incoming'),
    work: at('work'),
    outputs: at('outputs'),
    logs: at('logs'),
    run: at('run'),
  }
  for (const folder of [
    home.root,
    at('secret'),
    home.artifacts,
    home.incoming,
    home.work,
    home.logs,
    home.run,
  ])
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  mkdirSync(home.outputs, { recursive: true })
  return home
}
