import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on this machine that takes what it is sent. */
export interface HookListener {
  readonly url: string
  readonly taken: { headers: IncomingHttpHeaders; body: string }[]
  /** What it answers. */
  status: number
  close(): Promise<void>
}

/** Opens it on a free port. */
export async function openHookListener(): Promise<HookListener> {
  const taken: HookListener['taken'] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    taken.push({ headers: request.headers, body })
    response.writeHead(listener.status, { Location: listener.url }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // listens on TCP
  const listener: HookListener = {
    url: `http://127.0.0.1:${port}/runs`,
    taken,
    status: 200,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return listener
}
