import { randomUUID } from 'node:crypto'
import { platform, release } from 'node:os'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { AppInfo, bridgeLimits, Capability, protocolVersion, ToBridge } from '@segue/protocol'
import { z } from 'zod'
import type { StandIn } from '../standIn.ts'
import { createFrameReader, encodeFrame, type Frame } from './frames.ts'
import { refusal } from './outcome.ts'
import { isProof, makeNonce, makeProof } from './proof.ts'
import { createPump } from './pump.ts'

export interface ServeOptions {
  /** Byte stream to the runner: a socket, a child's pipe, or one end of `duplexPair()`. */
  stream: Duplex
  /** The bridge key, 32 bytes. */
  key: Uint8Array
}

/** How long calls may take to clean up after the runner is gone. */
const patienceMs = 1500

/**
 * Serves a stand-in over the wire that every bridge speaks. Resolves when the runner is gone or said goodbye, and
 * its calls have cleaned up.
 */
export async function serveStandIn(standIn: StandIn, { stream, key }: ServeOptions): Promise<void> {
  const session = randomUUID()
  const shake = randomUUID()
  const nonce = makeNonce()
  const reader = createFrameReader()
  let heart: NodeJS.Timeout | undefined
  let welcomed = false

  const send = (t: string, id: string, fields: object) => {
    if (!stream.writable) return
    stream.write(encodeFrame({ t, id, ts: Date.now(), from: standIn.app, to: 'runner', ...fields }))
  }
  const pump = createPump(standIn, send)

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
        heart = setInterval(() => send('ping', randomUUID(), pump.status()), message.heartbeat_ms)
        return send('capabilities', shake, announce(standIn))
      case 'reject':
        return stream.destroy()
      case 'request':
        return welcomed ? pump.submit(message) : stream.destroy()
      case 'cancel':
        return pump.cancel(message.id, message.reason)
      case 'ping':
        return send('pong', message.id, {})
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
    bridge: { name: `standin:${standIn.app}`, version: standIn.version },
    app: appInfo(standIn),
    session,
    nonce,
  })
  await new Promise<void>((resolve) => stream.on('error', () => resolve()).on('close', resolve))
  clearInterval(heart)
  await Promise.race([pump.stopAll('The runner is gone.'), delay(patienceMs)])
}

/** The message in a frame, or which request it spoiled and why. */
function readMessage(frame: Frame): ToBridge | { id: string; code: 'too_large' | 'bad_request' } {
  if (frame.is === 'tooLarge') {
    return { id: /"id":"([^"\\]{1,80})"/.exec(frame.head)?.[1] ?? '', code: 'too_large' }
  }
  if (frame.is === 'notUtf8') return { id: '', code: 'bad_request' }
  const json = parseJson(frame.text)
  const message = ToBridge.safeParse(json)
  if (message.success) return message.data
  const id = z.object({ id: z.string().max(80) }).safeParse(json)
  return { id: id.success ? id.data.id : '', code: 'bad_request' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function appInfo({ app, version }: StandIn): AppInfo {
  const name = `Built-in stand-in for ${app}`
  return AppInfo.parse({
    id: app,
    name,
    version,
    pid: process.pid,
    os: `${platform()} ${release()}`.slice(0, 80),
    standIn: true,
  })
}

const announce = ({ handlers }: StandIn) => ({
  capabilities: handlers.map(({ spec: { args, result, app: _, ...facts } }) =>
    Capability.parse({
      ...facts,
      input_schema: z.toJSONSchema(args, { io: 'input' }),
      output_schema: z.toJSONSchema(result),
    }),
  ),
  limits: { max_frame: bridgeLimits.maxFrameBytes, max_inflight: bridgeLimits.maxInflight },
})
