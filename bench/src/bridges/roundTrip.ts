import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  { folder, welcome, answer }: { folder: string; welcome(one: Connection): void; answer?: string },
): Promise<Opened> {
  const opened = Promise.withResolvers<Connection>()
  const take = (one: Connection) => {
    welcome(one)
    opened.resolve(one)
  }
  const place = transport === 'stdio' ? null : await listeners[transport](join(folder, `${name}.sock`), take)
  const key = bridgeKey(folder, 'td')
  const child = startProgram(name, language, {
    address: place?.address ?? 'stdio:',
    key,
    ...(answer ? { answer } : {}),
  })
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

/** A function that sends the frame and waits until the answer is there, once the echo has said that it is. */
async function echoOver({ channel }: Connection, frame: string): Promise<() => Promise<void>> {
  let done = () => {}
  const next = () => new Promise<void>((resolve) => (done = resolve))
  const here = next()
  channel.listen({ frame: () => done(), closed() {} })
  await here
  return () => {
    const answered = next()
    channel.send(frame)
    return answered
  }
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

/**
 * A trivial command from the hub to a bridge in a process of its own and back, against a bare echo: a process in the
 * same language over the same transport and framing, which gets a frame as long as the request and says one as long as
 * the result. Neither end reads what is in them.
 */
export async function benchRoundTrip(language: Language, transport: Transport): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const logger = pino({ level: 'silent' })
  const hub = await createHub({ home: folder, logger, runnerVersion: '0', blender: 'off', port: null })
  await hub.start()
  const welcome = ({ channel }: Connection) => hub.admit(channel)
  const bridge = await open('bridge', language, transport, { folder, welcome })
  const request = { t: 'request', command: echo.command, version: 1, args: { text } } as const
  const frame = encodeMessage({ ...request, idempotency_key: crypto.randomUUID() }, 'bridge')
  const envelope = { t: 'result', id: crypto.randomUUID(), ts: Date.now(), from: 'td', to: 'runner' }
  const answer = JSON.stringify({ ...envelope, ok: true, value: { text }, took_ms: 0 })
  const echoing = Promise.withResolvers<() => Promise<void>>()
  const greet = (one: Connection) => echoing.resolve(echoOver(one, frame))
  const bare = await open('echo', language, transport, { folder, answer, welcome: greet })
  try {
    await connected(hub)
    const application = await hub.use('td')
    const echoBack = await echoing.promise
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
