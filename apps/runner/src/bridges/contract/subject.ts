import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Bridge } from '@segue/bridge'
import type { Adapter } from '@segue/bridge/adapter'
import { serveBridge } from '@segue/bridge/link'
import { memoryPair } from '@segue/bridge/memory'
import { stdioStream } from '../channels/lines.ts'
import { type Connection, lineConnection } from './connection.ts'
import { contractStandIn } from './contractStandIn.ts'
import { openDialIn, type Transport } from './dialIn.ts'

/** A bridge that the suite examines. */
export interface Subject {
  /** Its next connection. */
  accept(): Promise<Connection>
  /** Resolves when it has ended. */
  ended: Promise<unknown>
  stop(): void
}

/** A kind of bridge. */
export interface SubjectKind {
  name: string
  /** Whether it connects again after its runner is gone. */
  dialsAgain: boolean
  /** How it shows that its main thread is blocked: by heartbeats of another thread, by words before, not at all. */
  stalls: 'beats' | 'says' | 'mute'
  /** Whether it asks its application what it can do; a stand-in has none. */
  probes: boolean
  start(key: Buffer): Promise<Subject>
}

/** A stand-in in this process. */
export const memory: SubjectKind = {
  name: 'a stand-in in memory',
  dialsAgain: false,
  stalls: 'mute',
  probes: false,
  async start(key) {
    const [runner, bridge] = memoryPair()
    const ended = serveBridge(contractStandIn(), { stream: bridge, key })
    return { accept: async () => lineConnection(runner), ended, stop: () => void runner.destroy() }
  },
}

/** An adapter in the runner, connected to its application, with the commands of the suite in place of its own. */
export function adapted(name: string, open: OpenAdapter): SubjectKind {
  return {
    name,
    dialsAgain: false,
    stalls: 'mute',
    probes: false,
    async start(key) {
      const stop = new AbortController()
      const connected = Promise.withResolvers<Connection>()
      const { adapter, close } = await open(contractStandIn())
      const running = adapter.run({
        isTaken: () => false,
        signal: stop.signal,
        log() {},
        explain() {},
        serve(bridge) {
          const [runner, inside] = memoryPair()
          connected.resolve(lineConnection(runner))
          const ended = serveBridge(bridge, { stream: inside, key })
          void ended.then(() => stop.abort())
          return { ended, end: () => void inside.destroy() }
        },
      })
      return {
        accept: () => connected.promise,
        ended: running.then(close),
        stop: () => stop.abort(),
      }
    },
  }
}

/** Makes an adapter that serves `bridge` while its application is there. */
type OpenAdapter = (bridge: Bridge) => Promise<{ adapter: Adapter; close(): Promise<void> }>

/** A program that gets its connection from us: descriptor 3, or its standard input and output. */
export function inheriting(
  name: string,
  by: 'fd:3' | 'stdio:',
  stalls: SubjectKind['stalls'],
  [command = '', ...args]: readonly string[],
): SubjectKind {
  return {
    name,
    dialsAgain: false,
    stalls,
    probes: stalls !== 'mute',
    async start(key) {
      const process_ = spawn(command, args, {
        env: { ...process.env, SEGUE_BRIDGE: by, SEGUE_BRIDGE_KEY: key.toString('hex') },
        stdio: by === 'fd:3' ? ['ignore', 'inherit', 'inherit', 'pipe'] : ['pipe', 'pipe', 'inherit'],
      })
      const { stdout, stdin } = process_
      const pipe = stdout && stdin ? stdioStream({ stdout, stdin }) : process_.stdio[3]
      if (!(pipe instanceof Duplex)) throw new Error('There is no pipe.')
      const stop = () => void process_.kill('SIGKILL')
      return { accept: async () => lineConnection(pipe), ended: exitOf(process_), stop }
    },
  }
}

/** A stand-in in a process of its own. */
export const child: SubjectKind = inheriting('a stand-in in a process', 'fd:3', 'mute', [
  process.execPath,
  fileURLToPath(new URL('serveContract.ts', import.meta.url)),
])

/** A program that dials in: the Python core alone, or inside an application. */
export function dialling(
  name: string,
  command: readonly string[],
  over: Transport = 'path',
  env: NodeJS.ProcessEnv = {},
): SubjectKind {
  return {
    name,
    dialsAgain: true,
    stalls: env.SEGUE_HOST === 'polled' ? 'says' : 'beats',
    probes: true,
    async start(key) {
      const folder = mkdtempSync(join(tmpdir(), 'segue-contract-'))
      const { address, accept, close } = await openDialIn(over, join(folder, 'bridge.sock'))
      const [program = '', ...args] = command
      const process_ = spawn(program, args, {
        env: { ...process.env, ...env, SEGUE_BRIDGE: address, SEGUE_BRIDGE_KEY: key.toString('hex') },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const ended = exitOf(process_).then(() => {
        close()
        rmSync(folder, { recursive: true, force: true })
      })
      return { accept, ended, stop: () => void process_.kill('SIGKILL') }
    },
  }
}

/** Where the commands of the suite are served by the Python core. */
export const contractBridge: string = fileURLToPath(
  new URL('../../../../../bridges/core/tests/contract_bridge.py', import.meta.url),
)

/** The same commands, served by the TouchDesigner bridge inside the simulated application. */
export const contractTouchDesigner: string = fileURLToPath(
  new URL('../../../../../bridges/touchdesigner/tests/contract_td.py', import.meta.url),
)

const exitOf = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))
