import { isProof, makeNonce, makeProof } from '@segue/bridge/proof'
import {
  type AppInfo,
  bridgeLimits,
  type Capability,
  type FromBridge,
  protocolVersion,
} from '@segue/protocol'
import type { Wire } from './wire.ts'

/** A bridge that proved itself. */
export interface Peer {
  wire: Wire
  bridge: { name: string; version: string }
  app: AppInfo
  session: string
  /** Requests it still works on, from before a lost connection. */
  inflight: readonly string[]
  capabilities: readonly Capability[]
  /** What it tells by itself when asked. */
  topics: readonly { topic: string; title: string }[]
}

export interface Welcome {
  runnerVersion: string
  heartbeatMs: number
  /** The key of the bridge that says hello, or null to refuse it. */
  keyFor(app: AppInfo): Promise<Uint8Array | null>
  /** Whether this session was connected before, so that its calls go on. */
  knows(app: AppInfo, session: string): boolean
}

const handshakeMs = 5000
type Message<T extends FromBridge['t']> = Extract<FromBridge, { t: T }>

/**
 * Greets a bridge: hello, challenge, prove, welcome, capabilities. Rejects when the peer is silent, speaks another
 * major version or does not hold the key.
 */
export async function greet(wire: Wire, welcome: Welcome): Promise<Peer> {
  const timer = setTimeout(() => wire.close('The bridge did not finish its handshake.'), handshakeMs)
  try {
    const hello = await next(wire, 'hello')
    if (hello.protocol.split('.')[0] !== protocolVersion.split('.')[0]) {
      const said = `It speaks protocol ${hello.protocol}, this runner ${protocolVersion}. Update the bridge.`
      return refuse(wire, 'unsupported_version', said)
    }
    const key = await welcome.keyFor(hello.app)
    if (key === null)
      return refuse(wire, 'not_available', `No bridge for ${hello.app.name} is expected here.`)
    const nonces = { bridge: hello.nonce, runner: makeNonce() }
    wire.send({ t: 'challenge', id: hello.id, nonce: nonces.runner, proof: makeProof(key, 'runner', nonces) })
    const { proof } = await next(wire, 'prove')
    if (!isProof(proof, key, 'bridge', nonces)) return refuse(wire, 'bad_key', 'The bridge key is wrong.')
    wire.send({
      t: 'welcome',
      id: hello.id,
      protocol: protocolVersion,
      heartbeat_ms: welcome.heartbeatMs,
      runner: { version: welcome.runnerVersion },
      resume: welcome.knows(hello.app, hello.session) ? 'ok' : 'new',
    })
    const offer = await next(wire, 'capabilities')
    return {
      wire,
      bridge: hello.bridge,
      app: hello.app,
      session: hello.session,
      inflight: hello.inflight ?? [],
      ...offerOf(offer),
    }
  } finally {
    clearTimeout(timer)
  }
}

/** What a bridge offers, out of its message. */
export const offerOf = ({
  capabilities,
  topics,
}: Message<'capabilities'>): Pick<Peer, 'capabilities' | 'topics'> => ({ capabilities, topics })

function refuse(wire: Wire, code: string, message: string): never {
  wire.reject(code, message)
  throw new Error(message)
}

function next<T extends FromBridge['t']>(wire: Wire, t: T): Promise<Message<T>> {
  return new Promise((resolve, reject) => {
    wire.onClose = (reason) => reject(new Error(reason))
    wire.listen((message) => {
      wire.listen(null)
      if (isOf(message, t)) return resolve(message)
      wire.close(`The bridge sent ${message.t} where ${t} was due.`)
    })
  })
}

const isOf = <T extends FromBridge['t']>(message: FromBridge, t: T): message is Message<T> => message.t === t

/** How often both sides beat in production. */
export const heartbeatMs: number = bridgeLimits.heartbeatMs
