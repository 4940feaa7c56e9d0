import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const here = fileURLToPath(new URL('.', import.meta.url))
const build = fileURLToPath(new URL('../../touchdesigner/build.py', import.meta.url))
const interpreter = process.platform === 'win32' ? 'python' : 'python3'

export interface TouchDesignerOptions {
  /** Folder of the runner, where the bridge key lies, and its port. */
  home: string
  port: number
}

/** A simulated TouchDesigner with Segue’s bridge installed in it, in a process of its own. */
export interface SimulatedTouchDesigner {
  /** Closes it as a person does, and waits until it is gone. */
  close(): Promise<void>
}

/** Installs the bridge as a person does and starts; resolves when the bridge runs. */
export async function startSimulatedTouchDesigner({
  home,
  port,
}: TouchDesignerOptions): Promise<SimulatedTouchDesigner> {
  const folder = await mkdtemp(join(tmpdir(), 'simulated td ü '))
  const installer = join(folder, 'segue-bridge.py')
  await promisify(execFile)(interpreter, [
    build,
    ...['--home', home, '--port', String(port), '--out', installer],
  ])
  const child = spawn(interpreter, ['-m', 'simulated_td', installer], {
    env: { ...process.env, PYTHONPATH: here },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const { value: first } = await createInterface(child.stdout)[Symbol.asyncIterator]().next()
  await rm(folder, { recursive: true })
  if (first !== 'ready') throw new Error('The simulated TouchDesigner did not start.')
  return {
    async close() {
      child.stdin.end()
      await ended
    },
  }
}
