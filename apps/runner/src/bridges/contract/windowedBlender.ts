import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const server = '/usr/bin/Xvfb'
const addon = resolve(import.meta.dirname, '../../../../../bridges/blender/addon')

/** Whether a screen can be opened here. */
export const hasScreen: boolean = existsSync(server)

/** A screen that nobody sees. */
export interface Screen {
  /** Its name, like `:99`. */
  display: string
  process: ChildProcess
}

/** Starts a screen that nobody sees. */
export async function openScreen(): Promise<Screen> {
  const child = spawn(server, ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = await once(child.stdio[3] as NodeJS.ReadableStream, 'data') // a pipe, as asked for
  return { display: `:${String(number).trim()}`, process: child }
}

/** Leaves address and key for the add-on of the Blender of `folder`, as the installer of the bridge does. */
export function pair(folder: string, address: string, key: Buffer): void {
  const pairing = { version: 1, address, key: key.toString('hex'), runner: 'Test' }
  writeFileSync(join(folder, 'pairing.json'), JSON.stringify(pairing), { mode: 0o600 })
}

/** Starts a Blender with its window and the add-on as it lies in this repository. `folder` is its own. */
export function startWithWindow(
  program: string,
  { display }: Screen,
  folder: string,
  { args = [], stdio = 'ignore' }: { args?: readonly string[]; stdio?: StdioOptions } = {},
): ChildProcess {
  mkdirSync(join(folder, 'scripts/addons'), { recursive: true })
  symlinkSync(addon, join(folder, 'scripts/addons/segue'))
  return spawn(
    program,
    ['--factory-startup', '--disable-autoexec', '-noaudio', '--addons', 'segue', ...args],
    {
      env: {
        ...process.env,
        DISPLAY: display,
        LIBGL_ALWAYS_SOFTWARE: '1',
        SEGUE_BRIDGE_FILE: join(folder, 'pairing.json'),
        BLENDER_USER_SCRIPTS: join(folder, 'scripts'),
      },
      stdio,
    },
  )
}
