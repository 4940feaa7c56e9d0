import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { bridgeKey } from '@segue/runner/bridges/bridgeKey'
import { stdioStream } from '@segue/runner/bridges/channels/lines'
import {
  type Connection,
  lineConnection,
  listenForWebSockets,
  listenOnPath,
  listenOnPort,
} from '@segue/runner/bridges/contract/connection'
import { createHub, type Hub } from '@segue/runner/bridges/hub'
import { encodeMessage } from '@segue/runner/bridges/wire'
import { pino } from 'pino'
import type { Row } from '../table.ts'
import { echo } from './command.ts'
import { endProgram, type Language, startProgram } from './programs.ts'

/** A few times over in turns, so that whatever else the machine does counts for both. */
const rounds = 50
const callsPerRound = 100
/** The first rounds only warm both up. */
const warmRounds = 15
const text = 'a trivial command'

type Transport = 'WebSocket' | 'TCP' | 'Unix socket' | 'stdio'
export const transports: readonly Transport[] =
  process.platform === 'win32' ? ['WebSocket', 'TCP', 'stdio'] : ['WebSocket', 'TCP', 'Unix socket', 'stdio']

const listeners = {
  WebSocket: (_: string, welcome: (one: Connection) => void) => listenForWebSockets(welcome),
  TCP: (_: string, welcome: (one: Connection) => void) => listenOnPort(welcome),
  'Unix socket': listenOnPath,
}

interface Opened {
  connection: Connection
  close(): Promise<void>
}

/** Starts a program and connects it over one transport. `welcome` gets the connection in the turn in which it opens. */
async function open(
  name: 'bridge' | 'echo',
  language: Language,
  transport: Transport,
  { folder, welcome }: { folder: string; welcome(one: Connection): void },
): Promise<Opened> {
  const opened = Promise.withResolvers<Connection>()
  const take = (one: Connection) => {
    welcome(one)
    opened.resolve(one)
  }
  const place = transport === 'stdio' ? null : await listeners[transport](join(folder, `${name}.sock`), take)
  const key = bridgeKey(folder, 'td')
  const child = startProgram(name, language, { address: place?.address ?? 'stdio:', key })
  const { stdin, stdout } = child
  if (place === null && stdin && stdout) take(lineConnection(stdioStream({ stdin, stdout })))
  const connection = await opened.promise
  return {
    connection,
    async close() {
      await endProgram(child)
      connection.raw.destroy()
      place?.server.close()
    },
  }
}

/** A function that sends the bytes and waits until as many came back. */
function echoOver(raw: Duplex, bytes: Buffer): () => Promise<void> {
  let missing = 0
  let done = () => {}
  raw.on('data', (chunk: Buffer) => {
    missing -= chunk.length
    if (missing === 0) done()
  })
  return () =>
    new Promise<void>((resolve) => {
      missing = bytes.length
      done = resolve
      raw.write(bytes)
    })
}

/** How long each of a round's calls took, in microseconds. */
async function sample(ask: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let call = 0; call < callsPerRound; call++) {
    const started = performance.now()
    await ask()
    times.push((performance.now() - started) * 1000)
  }
  return times
}

/** What so large a part of the values is at most. */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN

/** Waits until the application itself is there. */
async function connected(hub: Hub): Promise<void> {
  const here = Promise.withResolvers<void>()
  const look = async () => (await hub.provider('td')).standIn || here.resolve()
  const stop = hub.onChange(() => void look())
  void look()
  await here.promise
  stop()
}

/** A trivial command from the hub to a bridge in a process of its own and back, against a bare echo of its bytes. */
export async function benchRoundTrip(language: Language, transport: Transport): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const logger = pino({ level: 'silent' })
  const hub = await createHub({ home: folder, logger, runnerVersion: '0', blender: 'off', port: null })
  await hub.start()
  const welcome = ({ channel }: Connection) => hub.admit(channel)
  const bridge = await open('bridge', language, transport, { folder, welcome })
  // What carries a WebSocket is a TCP connection.
  const below = transport === 'WebSocket' ? 'TCP' : transport
  const bare = await open('echo', language, below, { folder, welcome() {} })
  try {
    await connected(hub)
    const application = await hub.use('td')
    const request = { t: 'request', command: echo.command, version: 1, args: { text } } as const
    const frame = encodeMessage({ ...request, idempotency_key: crypto.randomUUID() }, 'bridge')
    const echoBack = echoOver(bare.connection.raw, bridge.connection.frame(Buffer.from(frame)))
    const [own, through]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      const echoed = await sample(echoBack)
      const called = await sample(() => application.call(echo, { text }))
      if (round < warmRounds) continue
      own.push(...echoed)
      through.push(...called)
    }
    const what = `${language}, ${transport}`
    const [bareMiddle, middle] = [quantile(own, 0.5), quantile(through, 0.5)]
    return [
      { what: `${what}: bare echo, p50`, value: bareMiddle, unit: 'µs' },
      { what: `${what}: command, p50`, value: middle, unit: 'µs' },
      { what: `${what}: command to echo`, value: middle / bareMiddle, unit: '×', limit: 'at most 2' },
      { what: `${what}: command, p99`, value: quantile(through, 0.99) / 1000, unit: 'ms', limit: 'under 10' },
    ]
  } finally {
    await Promise.all([bridge.close(), bare.close()])
    await hub.close()
    await rm(folder, { recursive: true, force: true })
  }
}
