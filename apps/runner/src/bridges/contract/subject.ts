import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { serveBridge } from '@segue/bridge/link'
import { memoryPair } from '@segue/bridge/memory'
import { contractStandIn } from './contractStandIn.ts'

/** A bridge that the suite examines. */
export interface Subject {
  /** The byte stream of its next connection. */
  accept(): Promise<Duplex>
  /** Resolves when it has ended. */
  ended: Promise<unknown>
  stop(): void
}

/** A kind of bridge. */
export interface SubjectKind {
  name: string
  /** Whether it connects again after its runner is gone. */
  dialsAgain: boolean
  start(key: Buffer): Promise<Subject>
}

/** A stand-in in this process. */
export const memory: SubjectKind = {
  name: 'a stand-in in memory',
  dialsAgain: false,
  async start(key) {
    const [runner, bridge] = memoryPair()
    const ended = serveBridge(contractStandIn(), { stream: bridge, key })
    return { accept: async () => runner, ended, stop: () => void runner.destroy() }
  },
}

/** A stand-in in a process of its own. */
export const child: SubjectKind = {
  name: 'a stand-in in a process',
  dialsAgain: false,
  async start(key) {
    const program = fileURLToPath(new URL('serveContract.ts', import.meta.url))
    const process_ = spawn(process.execPath, [program], {
      env: { ...process.env, SEGUE_BRIDGE_KEY: key.toString('hex') },
      stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    })
    const stream = process_.stdio[3]
    if (!(stream instanceof Duplex)) throw new Error('There is no pipe.')
    return { accept: async () => stream, ended: exitOf(process_), stop: () => void process_.kill('SIGKILL') }
  },
}

/** A program that dials in: the Python core alone, or inside an application. */
export function dialling(name: string, command: string, args: readonly string[]): SubjectKind {
  return {
    name,
    dialsAgain: true,
    async start(key) {
      const folder = mkdtempSync(join(tmpdir(), 'segue-contract-'))
      const path = join(folder, 'bridge.sock')
      const waiting: Socket[] = []
      let wake = Promise.withResolvers<void>()
      const server = createServer((socket) => {
        waiting.push(socket)
        wake.resolve()
      })
      await new Promise<void>((resolve) => server.listen(path, resolve))
      const process_ = spawn(command, args, {
        env: { ...process.env, SEGUE_BRIDGE: `unix:${path}`, SEGUE_BRIDGE_KEY: key.toString('hex') },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const ended = exitOf(process_).then(() => {
        server.close()
        rmSync(folder, { recursive: true, force: true })
      })
      return {
        async accept() {
          while (waiting.length === 0) {
            await wake.promise
            wake = Promise.withResolvers()
          }
          const socket = waiting.shift()
          if (socket === undefined) throw new Error('Nobody dialled in.')
          return socket
        },
        ended,
        stop: () => void process_.kill('SIGKILL'),
      }
    },
  }
}

/** Where the commands of the suite are served by the Python core. */
export const contractBridge: string = fileURLToPath(
  new URL('../../../../../bridges/core/tests/contract_bridge.py', import.meta.url),
)

const exitOf = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))
