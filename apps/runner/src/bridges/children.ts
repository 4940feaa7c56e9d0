import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { Duplex } from 'node:stream'
import type { ChildRecords } from './records.ts'

/** A process that serves a bridge, in a process group of its own. */
export interface Child {
  pid: number
  /** The byte stream on its descriptor 3, when it has one. */
  stream: Duplex | null
  logPath: string | null
  /** Resolves with how it ended: `exit 1`, `SIGKILL`. */
  exited: Promise<string>
  /** Ends the whole group now. */
  kill(): void
  /** Gives it a second to end by itself, then ends the group. */
  end(): Promise<void>
}

export interface ChildOptions {
  app: string
  command: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  /** Gets everything it prints. */
  logPath: string
  /** Whether it talks over descriptor 3. */
  piped: boolean
}

const patienceMs = 1000

/** Starts a process and records it before anybody can send it a command. Rejects when it cannot start. */
export async function startChild(options: ChildOptions, records: ChildRecords): Promise<Child> {
  const log = openSync(options.logPath, 'a', 0o600)
  const child = spawn(options.command, options.args, {
    env: options.env,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log, options.piped ? 'pipe' : 'ignore'],
  })
  closeSync(log)
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  const pid = child.pid ?? 0
  records.add({ app: options.app, pid, piped: options.piped })
  const exited = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => {
      records.remove(pid)
      resolve(signal ?? `exit ${code}`)
    }),
  )
  const pipe = child.stdio[3]
  return {
    pid,
    logPath: options.logPath,
    stream: pipe instanceof Duplex ? pipe : null,
    exited,
    kill: () => killGroup(pid),
    end: () => endWithin(pid, exited),
  }
}

/** A process of an earlier runner that came back to us. Its end shows only on its connection. */
export function adoptChild(pid: number, records: ChildRecords): Child {
  return {
    pid,
    logPath: null,
    stream: null,
    exited: new Promise(() => {}),
    kill() {
      killGroup(pid)
      records.remove(pid)
    },
    async end() {
      await endWithin(pid, goneWithin(pid, patienceMs))
      records.remove(pid)
    },
  }
}

async function endWithin(pid: number, exited: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([exited, late])
  clearTimeout(timer)
  killGroup(pid)
}

/** Resolves when no such process is left, at the latest after `ms`. */
export async function goneWithin(pid: number, ms: number): Promise<void> {
  const end = Date.now() + ms
  while (isAlive(pid) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Ends a process group; on Windows, where there are none, the process tree. Nothing when it is gone. */
export function killGroup(pid: number): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore', windowsHide: true })
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group has ended already.
  }
}
