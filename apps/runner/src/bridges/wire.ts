import { randomUUID } from 'node:crypto'
import type { Frame } from '@segue/bridge/frames'
import { readFromBridge } from '@segue/bridge/readFrame'
import { bridgeLimits, type FromBridge, type ToBridge } from '@segue/protocol'
import type { Channel } from './channels/channel.ts'

/** A message to a bridge without the fields that the wire fills in. */
export type Outgoing = DistributiveOmit<ToBridge, 'id' | 'ts' | 'from' | 'to'> & { id?: string }
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** One open connection to a bridge, as messages. */
export interface Wire {
  send(message: Outgoing): void
  /** Sends what `encodeMessage` made. */
  sendText(text: string): void
  /** Who gets messages from now on, those that waited first. With null they wait. */
  listen(listener: ((message: FromBridge) => void) | null): void
  onClose: (reason: string) => void
  close(reason: string): void
  /** Refuses the peer in words and closes. */
  reject(code: string, message: string): void
  /** Says goodbye and closes. */
  leave(reason: string): void
}

/** A message as a frame. */
export const encodeMessage = (message: Outgoing, to: string): string =>
  JSON.stringify({ ...message, id: message.id ?? randomUUID(), ts: Date.now(), from: 'runner', to })

/**
 * Reads and writes messages. Anything that is not a message of the protocol closes the channel: a bridge that sends
 * such things cannot be trusted with a job. The first frame may have 4 KiB.
 */
export function openWire(channel: Channel, to: string): Wire {
  const inbox: FromBridge[] = []
  let listener: ((message: FromBridge) => void) | null = null
  let closed = false

  const close = (reason: string) => {
    if (closed) return
    closed = true
    channel.destroy()
    wire.onClose(reason)
  }
  const drain = () => {
    while (listener !== null && inbox.length > 0) {
      const message = inbox.shift()
      if (message !== undefined) listener(message)
    }
  }
  const take = (frame: Frame) => {
    if (closed) return
    if (frame.is === 'tooLarge') return close('It sent a frame over the limit.')
    if (frame.is === 'notUtf8') return close('It sent bytes that are not UTF-8.')
    channel.limit = bridgeLimits.maxFrameBytes
    const { message } = readFromBridge(frame.text)
    if (message === null) return close('It sent something that is not a message of the bridge protocol.')
    if (listener !== null && inbox.length === 0) return listener(message)
    inbox.push(message)
    drain()
  }
  const sayLast = (message: Outgoing, reason: string) => {
    wire.send(message)
    closed = true
    channel.end()
    wire.onClose(reason)
  }
  const wire: Wire = {
    onClose: () => {},
    close,
    listen(next) {
      listener = next
      drain()
    },
    sendText(text) {
      if (!closed) channel.send(text)
    },
    send(message) {
      if (!closed) channel.send(encodeMessage(message, to))
    },
    reject: (code, message) => sayLast({ t: 'reject', code, message }, message),
    leave: (reason) => sayLast({ t: 'bye', reason }, reason),
  }
  channel.limit = bridgeLimits.maxHelloBytes
  channel.listen({ frame: take, closed: close })
  return wire
}
