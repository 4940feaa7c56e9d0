import { randomUUID } from 'node:crypto'
import { platform, release } from 'node:os'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { AppInfo, bridgeLimits, Capability, protocolVersion, type ToBridge } from '@segue/protocol'
import { z } from 'zod'
import type { Bridge } from './bridge.ts'
import { createEvents } from './events.ts'
import { createFrameReader, type Frame } from './frames.ts'
import { refusal } from './outcome.ts'
import { isProof, makeNonce, makeProof } from './proof.ts'
import { createPump } from './pump.ts'
import { readToBridge } from './readFrame.ts'

export interface ServeOptions {
  /** Byte stream to the runner: a socket, a child's pipe, or one end of `duplexPair()`. */
  stream: Duplex
  /** The bridge key, 32 bytes. */
  key: Uint8Array
}

/** How long calls may take to clean up after the runner is gone. */
const patienceMs = 1500

/**
 * Serves a bridge over the wire that every bridge speaks. Resolves when the runner is gone or said goodbye, and
 * its calls have cleaned up.
 */
export async function serveBridge(bridge: Bridge, { stream, key }: ServeOptions): Promise<void> {
  const session = randomUUID()
  const shake = randomUUID()
  const nonce = makeNonce()
  const reader = createFrameReader()
  let heart: NodeJS.Timeout | undefined
  let welcomed = false

  const send = (t: string, id: string, fields: object | string) => {
    if (!stream.writable) return
    const envelope = { t, id, ts: Date.now(), from: bridge.app, to: 'runner' }
    if (typeof fields === 'object')
      return void stream.write(`${JSON.stringify({ ...envelope, ...fields })}\n`)
    stream.write(`${JSON.stringify(envelope).slice(0, -1)},${fields.slice(1)}\n`)
  }
  const events = createEvents(bridge.topics ?? [], send)
  const pump = createPump(bridge, send, events)

  let beatMs = 0
  let due = Number.POSITIVE_INFINITY
  /** How late it is tells how long this thread was held up. */
  const beat = () => {
    const now = performance.now()
    const late = Math.max(0, Math.round(now - due))
    due = now + beatMs
    send('ping', randomUUID(), { ...pump.status(), main_tick_age_ms: late })
  }

  const onMessage = (message: ToBridge) => {
    switch (message.t) {
      case 'challenge': {
        const nonces = { bridge: nonce, runner: message.nonce }
        if (!isProof(message.proof, key, 'runner', nonces)) return stream.destroy()
        return send('prove', shake, { proof: makeProof(key, 'bridge', nonces) })
      }
      case 'welcome':
        if (message.protocol.split('.')[0] !== protocolVersion.split('.')[0]) return stream.destroy()
        welcomed = true
        beatMs = message.heartbeat_ms
        heart = setInterval(beat, beatMs)
        return send('capabilities', shake, announce(bridge))
      case 'reject':
        return stream.destroy()
      case 'request':
        return welcomed ? pump.submit(message) : stream.destroy()
      case 'cancel':
        return pump.cancel(message.id, message.reason)
      case 'ping':
        return send('pong', message.id, {})
      case 'subscribe':
        return events.subscribe(message.topics)
      case 'unsubscribe':
        return events.unsubscribe(message.topics)
      case 'bye':
        return stream.destroy()
    }
  }
  const onFrame = (frame: Frame) => {
    const message = readMessage(frame)
    if ('t' in message) return onMessage(message)
    send('result', message.id, { ...refusal(message.code, 'The frame was refused.'), took_ms: 0 })
  }

  stream.on('data', (chunk: Buffer) => reader.push(chunk).forEach(onFrame))
  send('hello', shake, {
    protocol: protocolVersion,
    bridge: { name: bridge.name, version: bridge.version },
    app: appInfo(bridge),
    session,
    nonce,
  })
  await new Promise<void>((resolve) => stream.on('error', () => resolve()).on('close', resolve))
  clearInterval(heart)
  events.close()
  // What has ended must not keep its process alive.
  const late = new AbortController()
  await Promise.race([
    pump.stopAll('The runner is gone.'),
    delay(patienceMs, undefined, { signal: late.signal }).catch(() => {}),
  ])
  late.abort()
}

/** The message in a frame, or which request it spoiled and why. */
function readMessage(frame: Frame): ToBridge | { id: string; code: 'too_large' | 'bad_request' } {
  if (frame.is === 'tooLarge') {
    return { id: /"id":"([^"\\]{1,80})"/.exec(frame.head)?.[1] ?? '', code: 'too_large' }
  }
  if (frame.is === 'notUtf8') return { id: '', code: 'bad_request' }
  const read = readToBridge(frame.text)
  if (read.message !== null) return read.message
  const id = z.object({ id: z.string().max(80) }).safeParse(read.json)
  return { id: id.success ? id.data.id : '', code: 'bad_request' }
}

function appInfo({ app, name, version, standIn, window = false }: Bridge): AppInfo {
  return AppInfo.parse({
    id: app,
    name,
    version,
    pid: process.pid,
    os: `${platform()} ${release()}`.slice(0, 80),
    standIn,
    window,
  })
}

const announce = ({ handlers, topics = [] }: Bridge) => ({
  topics: topics.map(({ topic, title }) => ({ topic, title })),
  capabilities: handlers.map(({ spec: { args, result, app: _, ...facts }, estMs, requires }) =>
    Capability.parse({
      ...facts,
      ...(estMs === undefined ? {} : { est_ms: estMs }),
      ...(requires === undefined ? {} : { requires: [...requires] }),
      input_schema: z.toJSONSchema(args, { io: 'input' }),
      output_schema: z.toJSONSchema(result),
    }),
  ),
  limits: { max_frame: bridgeLimits.maxFrameBytes, max_inflight: bridgeLimits.maxInflight },
})
