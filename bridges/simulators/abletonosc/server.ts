import {
  decodeOsc,
  encodeOsc,
  isBundle,
  type OscMessage,
  type OscPacket,
  openUdp,
  type UdpPort,
} from '@segue/osc'
import { allAddresses } from './addresses/all.ts'
import type { Handlers } from './addresses/handlers.ts'
import { facts } from './facts.ts'
import { createFaults, type Faults } from './faults.ts'
import { LiveSet } from './liveSet.ts'
import { PyError, text } from './python.ts'
import { advance } from './transport.ts'

/** Live with AbletonOSC in it, on 127.0.0.1. */
export interface SimulatedAbletonOsc {
  /** Where it listens. */
  readonly port: number
  /** The open set: what a person does there is done by its methods. */
  readonly set: LiveSet
  readonly faults: Faults
  /** Addresses of the messages that were handled, in order. */
  readonly asked: string[]
  /** Sizes of the datagrams that came. */
  readonly sizes: number[]
  /** A person opens another set: AbletonOSC ends and begins anew, and nobody is listened for any more. */
  openSet(set: LiveSet): Promise<void>
  /** Live quits. */
  quit(): Promise<void>
  /** Live starts again with a set. */
  launch(set?: LiveSet): Promise<void>
  close(): Promise<void>
}

export interface SimulationOptions {
  /** 0 for a free one. */
  port?: number
  /** Where answers go; the real one has 11001. */
  replyPort?: number
  /** Milliseconds between ticks; the song moves by 100 ms of its own at each. */
  tickMs?: number
  /** The longest datagram that can be sent; 9216 on macOS. */
  maxDatagram?: number
  set?: LiveSet
}

const host = '127.0.0.1'
const changes = /\/(set|add|remove|create|delete|duplicate|undo|redo|fire|cue_point)[/_]?/

/** Starts Live with AbletonOSC chosen as a control surface. */
export async function startSimulatedAbletonOsc({
  port: wanted = 0,
  replyPort = facts.replyPort,
  tickMs = facts.tickMs,
  maxDatagram = facts.maxDatagram,
  set: first = new LiveSet(),
}: SimulationOptions = {}): Promise<SimulatedAbletonOsc> {
  const faults = createFaults()
  const asked: string[] = []
  const sizes: number[] = []
  let set = first
  let handlers: Handlers = {}
  let inbox: Buffer[] = []
  let outbox: { due: number; bytes: Buffer }[] = []
  let ticks = 0
  let socket: UdpPort | null = null

  const send = (message: OscMessage, asAnswer: boolean) => {
    if (!asAnswer && faults.stolen) return
    const bytes = encodeOsc(message)
    if (bytes.length > maxDatagram)
      return send({ address: '/live/error', values: [text(facts.tooLongWords)] }, true)
    if (faults.isAnswerLost(message.address)) return
    outbox.push({ due: ticks + faults.lateness(message), bytes })
  }
  const complain = (words: string) => send({ address: '/live/error', values: [text(words)] }, false)
  /** Whether it went well: after an exception the rest of the tick, or of a bundle, is left. */
  const handle = (packet: OscPacket): boolean => {
    if (isBundle(packet)) return packet.elements.every(handle)
    const { address, values } = packet
    asked.push(address)
    const named = address.includes('*') ? matching(address) : [address]
    for (const one of named) {
      const handler = handlers[one]
      if (handler === undefined) complain(`${facts.unknownWords}${one}`)
      else
        try {
          if (faults.dialog && changes.test(one) && !one.includes('/get/'))
            throw new PyError('A dialog is open')
          const answer = handler(values)
          if (answer !== null) send({ address: one, values: answer }, true)
        } catch (error) {
          if (!(error instanceof PyError)) throw error
          complain(`${facts.errorWords}${error.message}`)
          return false
        }
    }
    return true
  }
  const matching = (pattern: string) => {
    const like = new RegExp(`^${pattern.replaceAll('*', '[^/]+')}`)
    return Object.keys(handlers).filter((address) => like.test(address))
  }
  const tick = () => {
    if (socket === null || faults.stalled) return
    ticks++
    advance(set)
    for (let bytes = inbox.shift(); bytes !== undefined; bytes = inbox.shift()) {
      faults.stolen = false
      if (!handle(decodeOsc(bytes))) break
    }
    flush()
  }
  const flush = () => {
    const due = outbox.filter((one) => one.due <= ticks)
    outbox = outbox.filter((one) => one.due > ticks)
    for (const { bytes } of faults.reversed ? due.reverse() : due)
      socket?.send(bytes, { address: host, port: replyPort })
  }
  const load = (next: LiveSet) => {
    set = next
    inbox = []
    handlers = allAddresses(set, (address, values) => send({ address, values }, false))
    send({ address: '/live/startup', values: [] }, true)
    send({ address: '/live/application/get/average_process_usage', values: [] }, true)
    flush()
  }
  const open = async (port: number) => {
    socket = await openUdp({
      host,
      port,
      receive(bytes) {
        sizes.push(bytes.length)
        const packet = decodeOsc(bytes)
        if (isBundle(packet) || !faults.isLost(packet.address)) inbox.push(bytes)
      },
      onBroken() {},
    })
    return socket.port
  }

  const port = await open(wanted)
  load(first)
  const timer = setInterval(tick, tickMs)
  const quit = async () => {
    const open = socket
    socket = null
    await open?.close()
  }
  return {
    port,
    get set() {
      return set
    },
    faults,
    asked,
    sizes,
    async openSet(next) {
      load(next)
    },
    quit,
    async launch(next = new LiveSet()) {
      await open(port)
      load(next)
    },
    async close() {
      clearInterval(timer)
      await quit()
    },
  }
}
