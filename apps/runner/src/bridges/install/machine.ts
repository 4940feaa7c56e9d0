import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { fail } from '@segue/protocol'

/** As much of a machine as decides where applications look for what is added to them. */
export interface Machine {
  platform: NodeJS.Platform
  /** The person's own folder. */
  user: string
  env: Readonly<Record<string, string | undefined>>
  /** Names in a folder; none when it is not there. */
  list(folder: string): string[]
}

/** This machine. */
export const thisMachine: Machine = {
  platform: process.platform,
  user: homedir(),
  env: process.env,
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
}

/** How paths are joined there. */
export const pathsOf = ({ platform }: Machine): typeof posix => (platform === 'win32' ? win32 : posix)

/** Says that an application's folder is not where it usually is. */
export const notFound = (title: string, place: string, advice: string) =>
  fail({
    code: 'bridge.no_place',
    message: `${title} is not set up here: ${place}.`,
    hint: `${advice}, or name the folder with --to.`,
    kind: 'input',
  })
