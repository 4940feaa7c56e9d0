import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { openDialIn } from './dialIn.ts'
import type { SubjectKind } from './subject.ts'
import { openScreen, pair, type Screen, startWithWindow } from './windowedBlender.ts'

const script = fileURLToPath(
  new URL('../../../../../bridges/blender/tests/contract_window.py', import.meta.url),
)

/**
 * The add-on in a Blender with its window. One connection of the add-on is one subject: a Blender whose add-on has let
 * go of its runner serves the next, so that there are as many as are needed at once. `close` ends them.
 */
export function windowed(name: string, program: string): SubjectKind & { close(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'segue-windowed-'))
  const all: Windowed[] = []
  let free: Windowed[] = []
  let screen: Promise<Screen> | null = null
  let served = 0
  const open = async () => {
    screen ??= openScreen()
    const one = startOne(program, await screen, join(folder, `${all.length}`))
    all.push(one)
    void one.exited.then(() => {
      free = free.filter((other) => other !== one)
    })
    return one
  }
  return {
    name,
    dialsAgain: true,
    stalls: 'beats',
    probes: true,
    async start(key) {
      const blender = free.pop() ?? (await open())
      const { address, accept, close } = await openDialIn('path', join(folder, `${served++}.sock`))
      const ended = Promise.race([blender.serve(address, key).then(() => free.push(blender)), blender.exited])
      return { accept, ended: ended.then(close), stop: blender.disconnect }
    },
    async close() {
      for (const one of all) one.kill()
      await Promise.all(all.map(({ exited }) => exited))
      if (screen !== null) (await screen).process.kill()
      rmSync(folder, { recursive: true })
    },
  }
}

interface Windowed {
  /** Presses “Connect” in the panel. Resolves when the add-on has let go of its runner. */
  serve(address: string, key: Buffer): Promise<void>
  disconnect(): void
  kill(): void
  exited: Promise<unknown>
}

function startOne(program: string, screen: Screen, folder: string): Windowed {
  const child = startWithWindow(program, screen, folder, {
    args: ['--python', script],
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const orders = child.stdio[3]
  if (!(orders instanceof Duplex)) throw new Error('There is no pipe.')
  orders.on('error', () => {}) // it is gone, and says so by `exited`
  const answers = createInterface({ input: orders })
  // an add-on that finds its pairing when Blender starts connects before anybody presses a button
  const ready = once(answers, 'line')
  return {
    async serve(address, key) {
      await ready
      pair(folder, address, key)
      orders.write('connect\n')
      await once(answers, 'line')
    },
    disconnect: () => void orders.write('disconnect\n'),
    kill: () => void child.kill('SIGKILL'),
    exited: new Promise((resolve) => child.once('exit', resolve)),
  }
}
