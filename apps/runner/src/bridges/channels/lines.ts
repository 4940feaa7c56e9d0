import { Duplex, type Readable, type Writable } from 'node:stream'
import { createFrameReader } from '@segue/bridge/frames'
import { bridgeLimits } from '@segue/protocol'
import { type Channel, flushMs } from './channel.ts'

/** A byte stream with one frame per line: TCP, a Unix socket, a Windows named pipe, a child's pipe, memory. */
export function lineChannel(stream: Duplex): Channel {
  const reader = createFrameReader(bridgeLimits.maxFrameBytes)
  return {
    get limit() {
      return reader.limit
    },
    set limit(bytes) {
      reader.limit = bytes
    },
    listen(listener) {
      stream.on('data', (chunk: Buffer) => reader.push(chunk).forEach(listener.frame))
      stream.on('error', (error) => listener.closed(error.message))
      stream.on('close', () => listener.closed('The connection closed.'))
    },
    send(text) {
      if (stream.writable) stream.write(`${text}\n`)
    },
    end() {
      stream.end()
      setTimeout(() => stream.destroy(), flushMs).unref()
    },
    destroy: () => void stream.destroy(),
  }
}

/** A child's standard output and input as one stream, which ends with either. */
export function stdioStream({ stdout, stdin }: { stdout: Readable; stdin: Writable }): Duplex {
  const stream = new Duplex({
    read: () => void stdout.resume(),
    write: (chunk, _encoding, done) => void stdin.write(chunk, done),
    final: (done) => void stdin.end(done),
    destroy(error, done) {
      stdout.destroy()
      stdin.destroy()
      done(error)
    },
  })
  stdout.on('data', (chunk) => stream.push(chunk) || stdout.pause())
  stdout.on('close', () => stream.destroy())
  stdin.on('error', (error) => stream.destroy(error))
  return stream
}
