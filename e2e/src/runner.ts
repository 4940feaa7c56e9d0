import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const cli = join(import.meta.dirname, '../../apps/runner/bin/segue.mjs')

/** A real runner in a process and a home of its own. */
export interface TestRunner {
  readonly home: string
  readonly origin: string
  /** A fresh sign-in address. */
  url(): string
  /** What another command of segue prints. */
  segue(...args: string[]): string
  /** Sets the wall clock of the runner so many milliseconds ahead of the machine's. */
  ahead(ms: number): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** Starts `segue start` on stand-ins, with more options where given, and waits for its first answer. */
export async function startRunner(port: number, more: readonly string[] = []): Promise<TestRunner> {
  const home = await mkdtemp(join(tmpdir(), 'segue-e2e-'))
  const origin = `http://127.0.0.1:${port}`
  const clock = join(home, 'clock')
  await writeFile(clock, '0')
  const env = {
    ...process.env,
    SEGUE_BLENDER: 'off',
    SEGUE_E2E_CLOCK: clock,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'clock.ts')).href}`,
  }
  let child: ChildProcess
  const start = async () => {
    const args = [cli, 'start', '--home', home, '--port', String(port), '--no-open', ...more]
    child = spawn(process.execPath, args, { env, stdio: 'ignore' })
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null) throw new Error(`segue start ended with ${child.exitCode}`)
      const answers = await fetch(`${origin}/health`).then(
        (response) => response.ok,
        () => false,
      )
      if (answers) return
      await sleep(100)
    }
    throw new Error('segue start gives no answer')
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  await start()
  return {
    home,
    origin,
    start,
    url: () => execFileSync(process.execPath, [cli, 'url', '--home', home], { env, encoding: 'utf8' }).trim(),
    segue: (...args) =>
      spawnSync(process.execPath, [cli, ...args, '--home', home], { env, encoding: 'utf8' }).stdout,
    async ahead(ms) {
      await writeFile(clock, String(ms))
      child.kill('SIGUSR2')
    },
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGTERM')
      await rm(home, { recursive: true, force: true })
    },
  }
}
