import { randomUUID } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { FromBridge } from '@segue/protocol'
import { greet, type Peer } from '../handshake.ts'
import { openWire, type Wire } from '../wire.ts'
import type { Connection } from './connection.ts'

type Result = Extract<FromBridge, { t: 'result' }>

/** The runner's end of one connection, with every message that came in and access to the bytes. */
export interface Driver {
  peer: Peer
  stream: Duplex
  wire: Wire
  messages: FromBridge[]
  /** Sends one frame, whatever is in it. */
  write(body: Buffer): void
  /** Sends one request; the id it got. */
  request(command: string, args?: object, fields?: object): string
  /** The bytes of a request, for tests of framing. */
  frame(command: string, args: object): { id: string; bytes: Buffer }
  until<T extends FromBridge>(is: (message: FromBridge) => message is T): Promise<T>
  result(id: string): Promise<Result>
  /** The result's value, or its error code. */
  outcome(id: string): Promise<unknown>
  closed: Promise<string>
}

export interface DriverOptions {
  key: Buffer
  heartbeatMs?: number
  /** Whether pings are answered; a silent runner looks dead. */
  answers?: boolean
}

/** Greets a bridge as the runner does and collects what it says. Rejects when the handshake fails. */
export async function drive(connection: Connection, options: DriverOptions): Promise<Driver> {
  const wire = openWire(connection.channel, 'blender')
  const encode = (message: object) => connection.frame(Buffer.from(JSON.stringify(message)))
  const peer = await greet(wire, {
    runnerVersion: '0',
    heartbeatMs: options.heartbeatMs ?? 1000,
    keyFor: async () => options.key,
    knows: () => true,
  })
  const messages: FromBridge[] = []
  const waiters = new Set<() => void>()
  let gone: string | null = null
  const closed = new Promise<string>((resolve) => {
    wire.onClose = (reason) => {
      gone = reason
      resolve(reason)
      for (const wake of waiters) wake()
    }
  })
  wire.listen((message) => {
    messages.push(message)
    if (message.t === 'ping' && options.answers !== false) wire.send({ t: 'pong', id: message.id })
    for (const wake of waiters) wake()
  })
  const until = <T extends FromBridge>(is: (message: FromBridge) => message is T) =>
    new Promise<T>((resolve, reject) => {
      const look = () => {
        const found = messages.find(is)
        if (found === undefined && gone === null) return
        waiters.delete(look)
        if (found !== undefined) resolve(found)
        else reject(new Error(`The bridge went away: ${gone}`))
      }
      waiters.add(look)
      look()
    })
  const result = (id: string) =>
    until((message): message is Result => message.t === 'result' && message.id === id)
  return {
    peer,
    stream: connection.raw,
    write: (body) => void connection.raw.write(connection.frame(body)),
    wire,
    messages,
    until,
    result,
    closed,
    request(command, args = {}, fields = {}) {
      const id = randomUUID()
      connection.raw.write(encode(requestOf(id, command, { args, ...fields })))
      return id
    },
    frame(command, args) {
      const id = randomUUID()
      return { id, bytes: encode(requestOf(id, command, { args })) }
    },
    async outcome(id) {
      const message = await result(id)
      return message.ok ? message.value : message.error?.code
    },
  }
}

const requestOf = (id: string, command: string, fields: object) => ({
  t: 'request',
  id,
  ts: Date.now(),
  from: 'runner',
  to: 'blender',
  command,
  ...fields,
})
