import { createHash } from 'node:crypto'
import { homedir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import type { Home } from '../config/home.ts'

/** Everything that the files and commands of a service depend on. Paths are absolute. */
export interface ServiceFacts {
  platform: NodeJS.Platform
  /** The home that the service opens. */
  home: string
  /** What the service runs before `start`: this Node and this Segue. */
  command: readonly [node: string, script: string]
  /** Variables it needs as they are now: without `PATH` it would find no ffmpeg and no Blender of the person's own. */
  env: Readonly<Record<string, string>>
  userHome: string
  /** Where programs of this person keep their settings on Linux. */
  configHome: string
  user: string
  uid: number
  /** A word for this home, empty for the usual one: every home may have a service. */
  tag: string
}

const carried = ['PATH', 'SEGUE_BLENDER', 'SEGUE_FFMPEG']

/** The facts of this machine, person and home. */
export function serviceFacts({ root }: Pick<Home, 'root'>): ServiceFacts {
  const { username, uid } = userInfo()
  const userHome = homedir()
  const isUsual = root === resolve(userHome, '.segue')
  return {
    platform: process.platform,
    home: root,
    command: [process.execPath, join(import.meta.dirname, '../../bin/segue.mjs')],
    env: Object.fromEntries(
      carried.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    ),
    userHome,
    configHome: process.env.XDG_CONFIG_HOME || join(userHome, '.config'),
    user: username,
    uid,
    tag: isUsual ? '' : createHash('sha256').update(root).digest('hex').slice(0, 8),
  }
}

/** The whole command line of a service. */
export const serviceArgs = ({ command, home }: Pick<ServiceFacts, 'command' | 'home'>): string[] => [
  ...command,
  'start',
  '--no-open',
  '--home',
  home,
]
