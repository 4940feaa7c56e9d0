import { randomUUID } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { bridgeLimits, FromBridge, type ToBridge } from '@segue/protocol'
import { createFrameReader, encodeFrame } from '@segue/standins/bridge/frames'

/** A message to a bridge without the fields that the wire fills in. */
export type Outgoing = DistributiveOmit<ToBridge, 'id' | 'ts' | 'from' | 'to'> & { id?: string }
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** One open byte stream to a bridge, as messages. */
export interface Wire {
  send(message: Outgoing): void
  /** Who gets messages from now on, those that waited first. With null they wait. */
  listen(listener: ((message: FromBridge) => void) | null): void
  onClose: (reason: string) => void
  close(reason: string): void
  /** Refuses the peer in words and closes. */
  reject(code: string, message: string): void
}

/** How long a refused peer has to read why. */
const flushMs = 1000

/**
 * Reads and writes messages. Anything that is not a message of the protocol closes the stream: a bridge that sends
 * such things cannot be trusted with a job. The first frame may have 4 KiB.
 */
export function openWire(stream: Duplex, to: string): Wire {
  const reader = createFrameReader(bridgeLimits.maxHelloBytes)
  const inbox: FromBridge[] = []
  let listener: ((message: FromBridge) => void) | null = null
  let closed = false

  const close = (reason: string) => {
    if (closed) return
    closed = true
    stream.destroy()
    wire.onClose(reason)
  }
  const take = (text: string) => {
    const message = FromBridge.safeParse(parseJson(text))
    if (!message.success) return close('It sent something that is not a message of the bridge protocol.')
    inbox.push(message.data)
    drain()
  }
  const drain = () => {
    while (listener !== null && inbox.length > 0) {
      const message = inbox.shift()
      if (message !== undefined) listener(message)
    }
  }
  const read = (chunk: Buffer) => {
    for (const frame of reader.push(chunk)) {
      if (closed) return
      if (frame.is === 'tooLarge') return close('It sent a frame over the limit.')
      if (frame.is === 'notUtf8') return close('It sent bytes that are not UTF-8.')
      reader.limit = bridgeLimits.maxFrameBytes
      take(frame.text)
    }
  }
  const wire: Wire = {
    onClose: () => {},
    close,
    listen(next) {
      listener = next
      drain()
    },
    send(message) {
      if (closed || !stream.writable) return
      stream.write(encodeFrame({ id: randomUUID(), ts: Date.now(), from: 'runner', to, ...message }))
    },
    reject(code, message) {
      wire.send({ t: 'reject', code, message })
      closed = true
      stream.end()
      setTimeout(() => stream.destroy(), flushMs).unref()
      wire.onClose(message)
    },
  }
  stream.on('data', read)
  stream.on('error', (error) => close(error.message))
  stream.on('close', () => close('The connection closed.'))
  return wire
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
