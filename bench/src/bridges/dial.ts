import { connect } from 'node:net'
import { Duplex } from 'node:stream'
import { stdioStream } from '@segue/runner/bridges/channels/lines'

/** The byte stream behind an address: `unix:/path`, `tcp:127.0.0.1:4402`, `ws:127.0.0.1:4400/bridge`, `stdio:`. */
export function dial(address: string): Duplex {
  const [, kind, place = ''] = /^(\w+):(.*)$/.exec(address) ?? []
  if (kind === 'stdio') return stdioStream({ stdout: process.stdin, stdin: process.stdout })
  if (kind === 'unix') return connect(place)
  if (kind === 'ws') return webSocketStream(`ws://${place}`)
  const [host = '', port] = place.split(':')
  return connect({ host, port: Number(port), noDelay: true })
}

/** Lines over a WebSocket, one per message. */
function webSocketStream(url: string): Duplex {
  const socket = new WebSocket(url)
  const opened = new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      const send = () => {
        for (const line of chunk.toString().split('\n')) if (line !== '') socket.send(line)
        done()
      }
      if (socket.readyState === WebSocket.OPEN) send()
      else void opened.then(send)
    },
    destroy(error, done) {
      socket.close()
      done(error)
    },
  })
  socket.addEventListener('message', ({ data }) => void stream.push(`${data}\n`))
  socket.addEventListener('close', () => void stream.destroy())
  return stream
}
