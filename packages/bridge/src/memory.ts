import { type Duplex, duplexPair } from 'node:stream'

/** Both ends of a byte stream inside one process. Like a socket, each end closes with the other. */
export function memoryPair(): [Duplex, Duplex] {
  const [a, b] = duplexPair()
  a.once('close', () => b.destroy())
  b.once('close', () => a.destroy())
  return [a, b]
}
