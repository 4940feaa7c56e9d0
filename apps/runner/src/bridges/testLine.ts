import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type CommandSpec, defineCommand } from '@segue/protocol'
import { pino } from 'pino'
import { z } from 'zod'
import { lineChannel } from './channels/lines.ts'
import { type Child, startChild } from './children.ts'
import { contractBridge } from './contract/subject.ts'
import { openDoor } from './door.ts'
import { greet } from './handshake.ts'
import { createHistory, type History } from './history.ts'
import { createLine, type Line } from './line.ts'
import type { LineTimes } from './lineTimes.ts'
import { openRecords } from './records.ts'
import { openWire } from './wire.ts'

const key = Buffer.alloc(32, 3)
const times: LineTimes = {
  heartbeatMs: 50,
  unresponsiveMs: 5000,
  deadMs: 10_000,
  startMs: 20_000,
  reattachMs: 5000,
  cancelMs: 10_000,
  joinMs: 20_000,
}

/** A line to the commands of the contract suite, served by a stand-in's process or by the Python core. */
export interface TestLine {
  line: Line
  folder: string
  history: History
  /** Every process that was started, oldest first. */
  children: Child[]
  /** Every connection that was accepted, oldest first. */
  streams: Duplex[]
  /** What became of each bridge that proved itself. */
  outcomes: string[]
  /** States that the line went through, without repetitions. */
  changes(): string[]
  close(): Promise<void>
}

/** Makes a line whose application starts on its first call. `through` leads the application another way to the door. */
export async function openTestLine(
  by: 'standIn' | 'python',
  more: Partial<LineTimes> = {},
  through: (address: string) => Promise<string> = async (address) => address,
): Promise<TestLine> {
  const folder = mkdtempSync(join(tmpdir(), 'segue line ü '))
  mkdirSync(join(folder, 'run'))
  const records = openRecords(join(folder, 'children.json'))
  const history = createHistory(Date.now)
  const children: Child[] = []
  const streams: Duplex[] = []
  const outcomes: string[] = []
  const seen: string[] = []
  const welcome = (stream: Duplex, child: Child | null) => {
    streams.push(stream)
    const wire = openWire(lineChannel(stream), 'blender')
    const greeting = {
      runnerVersion: '0',
      heartbeatMs: more.heartbeatMs ?? times.heartbeatMs,
      keyFor: async () => key,
      knows: (_: unknown, session: string) => line.knows(session),
    }
    greet(wire, greeting)
      .then((peer) => {
        const outcome = line.attach(peer, child)
        outcomes.push(outcome)
        if (outcome !== 'joined') wire.close(outcome)
      })
      .catch(() => {})
  }
  const door = await openDoor({ home: folder, port: null }, (socket) => welcome(socket, null))
  const program = fileURLToPath(new URL('contract/serveContract.ts', import.meta.url))
  const launch = async () => {
    const child = await startChild(
      {
        app: 'blender',
        command: by === 'python' ? 'python3' : process.execPath,
        args: [by === 'python' ? contractBridge : program],
        env: {
          ...process.env,
          SEGUE_BRIDGE: await through(door.address),
          SEGUE_BRIDGE_KEY: key.toString('hex'),
        },
        logPath: join(folder, 'child.log'),
        piped: by === 'standIn',
      },
      records,
    )
    children.push(child)
    return child
  }
  const line: Line = createLine({
    app: 'blender',
    logger: pino({ level: 'silent' }),
    times: { ...times, ...more },
    launch,
    greet: welcome,
    onChange: () => seen.push(line.state()?.state ?? 'none'),
    history,
  })
  return {
    line,
    folder,
    history,
    children,
    streams,
    outcomes,
    changes: () => seen.filter((state, at) => state !== seen[at - 1]),
    async close() {
      await line.close()
      await door.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A command of the contract suite by name. */
export function testCommand(command: string): CommandSpec {
  return defineCommand({
    app: 'blender',
    command,
    title: command,
    description: '',
    args: z.json(),
    result: z.json(),
    effects: 'write',
    idempotent: false,
    cancellable: 'between_steps',
  })
}
