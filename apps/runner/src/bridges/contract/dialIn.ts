import { type Connection, listenForWebSockets, listenOnPath, listenOnPort, type Place } from './connection.ts'

/** What carries the connections of a bridge that dials in. */
export type Transport = 'path' | 'port' | 'webSocket'

/** A place where one bridge dials in, as often as it likes. */
export interface DialIn {
  address: string
  /** Its next connection. */
  accept(): Promise<Connection>
  close(): void
}

/** Listens for a bridge; `path` is where, for the transport of that name. */
export async function openDialIn(over: Transport, path: string): Promise<DialIn> {
  const waiting: Connection[] = []
  let wake = Promise.withResolvers<void>()
  const { address, server } = await listen(over, path, (one) => {
    waiting.push(one)
    wake.resolve()
  })
  return {
    address,
    async accept() {
      while (waiting.length === 0) {
        await wake.promise
        wake = Promise.withResolvers()
      }
      const one = waiting.shift()
      if (one === undefined) throw new Error('Nobody dialled in.')
      return one
    },
    close: () => void server.close(),
  }
}

function listen(over: Transport, path: string, welcome: (one: Connection) => void): Promise<Place> {
  if (over === 'webSocket') return listenForWebSockets(welcome)
  return over === 'port' ? listenOnPort(welcome) : listenOnPath(path, welcome)
}
