import { isUtf8 } from 'node:buffer'
import type { Frame } from '@segue/bridge/frames'
import { bridgeLimits } from '@segue/protocol'
import type { WebSocket } from 'ws'
import { type Channel, flushMs } from './channel.ts'

const headBytes = 256

/** A WebSocket with one frame per message, for applications that bring a WebSocket and no byte stream. */
export function webSocketChannel(socket: WebSocket): Channel {
  const channel: Channel = {
    limit: bridgeLimits.maxFrameBytes,
    listen(listener) {
      socket.on('message', (data) => listener.frame(frameOf(data as Buffer, channel.limit))) // nodebuffer is the default
      socket.on('error', (error) => listener.closed(error.message))
      socket.on('close', () => listener.closed('The connection closed.'))
    },
    send(text) {
      if (socket.readyState === socket.OPEN) socket.send(text)
    },
    end() {
      socket.close()
      setTimeout(() => socket.terminate(), flushMs).unref()
    },
    destroy: () => socket.terminate(),
  }
  return channel
}

function frameOf(bytes: Buffer, limit: number): Frame {
  if (bytes.length > limit) return { is: 'tooLarge', head: bytes.subarray(0, headBytes).toString('latin1') }
  return isUtf8(bytes) ? { is: 'text', text: bytes.toString() } : { is: 'notUtf8' }
}
