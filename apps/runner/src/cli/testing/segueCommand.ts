import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'

const cli = join(import.meta.dirname, '../../../bin/segue.mjs')

/** What one command said. */
export interface Said {
  status: number | null
  stdout: string
  stderr: string
  /** Its output, read as what the test expects it to be. */
  json<T>(): T
}

const saidBy = (status: number | null, stdout: string, stderr: string): Said => ({
  status,
  stdout,
  stderr,
  json: () => JSON.parse(stdout),
})

/** The real command as a person types it, in a home of its own with stand-ins only; gone with the test file. */
export interface SegueCommand {
  readonly root: string
  readonly home: string
  readonly env: NodeJS.ProcessEnv
  segue(...args: string[]): Said
  /** The same while this process goes on. */
  besides(...args: string[]): Promise<Said>
  /** Writes a file into `root`; objects as JSON. */
  write(name: string, content: unknown): string
  /** `segue start` on a port; resolves when it answers. */
  start(port: number): Promise<{ stop(how?: NodeJS.Signals): Promise<void> }>
}

/** Makes a temporary folder with a home, and the command for it. */
export function segueCommand(): SegueCommand {
  const root = mkdtempSync(join(tmpdir(), 'segue-cli-'))
  const home = join(root, 'home')
  const env = { ...process.env, SEGUE_HOME: home, SEGUE_BLENDER: 'off' }
  const started: ChildProcess[] = []
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL')
    rmSync(root, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
  })
  return {
    root,
    home,
    env,
    segue(...args) {
      const { status, ...said } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', env })
      return saidBy(status, said.stdout, said.stderr)
    },
    async besides(...args) {
      const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      started.push(child)
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
      if (child.exitCode === null) await once(child, 'exit')
      return saidBy(child.exitCode, stdout, stderr)
    },
    write(name, content) {
      const path = join(root, name)
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
      return path
    },
    async start(port) {
      const args = [cli, 'start', '--port', String(port), '--no-open']
      const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
      started.push(child)
      const gone = once(child, 'exit')
      while (!(await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.ok) {
        if (child.exitCode !== null) throw new Error(`segue start ended with ${child.exitCode}`)
        await sleep(50)
      }
      return {
        async stop(how = 'SIGTERM') {
          child.kill(how)
          await gone
        },
      }
    },
  }
}
