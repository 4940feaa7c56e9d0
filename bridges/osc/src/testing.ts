import { openUdp, type UdpPort } from './udp.ts'

/** A port that nothing listened on a moment ago. */
export async function freeUdpPort(): Promise<number> {
  const open = await openUdp({ host: '127.0.0.1', port: 0, receive() {}, onBroken() {} })
  await open.close()
  return open.port
}

/** A program that takes datagrams in. */
export interface Inbox extends Pick<UdpPort, 'port' | 'close'> {
  /** The next datagram, also one that is there already. */
  next(): Promise<Buffer>
}

export async function openInbox(): Promise<Inbox> {
  const waiting: Buffer[] = []
  let came = Promise.withResolvers<void>()
  const open = await openUdp({
    host: '127.0.0.1',
    port: 0,
    receive(bytes) {
      waiting.push(bytes)
      came.resolve()
    },
    onBroken() {},
  })
  return {
    port: open.port,
    close: open.close,
    async next() {
      while (waiting.length === 0) {
        await came.promise
        came = Promise.withResolvers()
      }
      return waiting.shift() ?? Buffer.alloc(0)
    },
  }
}
