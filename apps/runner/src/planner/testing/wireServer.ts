import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { type WireEvent, wires } from './wires.ts'

/** What the server answers to one request. */
export interface WireReply {
  /** What the model says. */
  text?: string
  /** Says it as a call of the tool `json`, as models without structured output do. */
  tool?: boolean
  /** Why it ends: done, out of tokens, or declined. */
  ends?: 'stop' | 'length' | 'refusal'
  /** Bytes of one write; words and signs are cut in the middle. */
  pieces?: number
  /** Closes the socket after so many events. */
  dropAfter?: number
  /** Keeps the first event back until this is settled. */
  until?: Promise<void>
  /** No answer but this. */
  status?: number
  headers?: Record<string, string>
  body?: string
}

export interface WireRequest {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Record<string, unknown>
  /** The whole request as it came. */
  text: string
}

/** A provider on this machine that answers what a test tells it, in order; the last one again and again. */
export interface WireServer {
  /** Ends in `/v1`. */
  url: string
  requests: WireRequest[]
  replies: WireReply[]
  /** Resolves when the server has heard that a client went away. */
  hungUp: Promise<void>
  close(): Promise<void>
}

async function send(
  response: ServerResponse,
  events: WireEvent[],
  { pieces = 7, dropAfter, until }: WireReply,
) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  await until
  for (const [i, { event, data }] of events.entries()) {
    if (i === dropAfter) return void response.destroy()
    const named = event === undefined ? '' : `event: ${event}\n`
    const bytes = Buffer.from(`${named}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`)
    for (let at = 0; at < bytes.length && !response.destroyed; at += pieces) {
      response.write(bytes.subarray(at, at + pieces))
      await turn()
    }
  }
  response.end()
}

/** Starts it on a free port of this machine. */
export async function startWireServer(...replies: WireReply[]): Promise<WireServer> {
  const requests: WireRequest[] = []
  const hungUp = Promise.withResolvers<void>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    const path = new URL(request.url ?? '', 'http://wire').pathname
    const body: Record<string, unknown> = JSON.parse(text)
    requests.push({ path, headers: request.headers, body, text })
    response.on('close', () => {
      if (!response.writableFinished) hungUp.resolve()
    })
    const reply = wire.replies[Math.min(requests.length, wire.replies.length) - 1] ?? {}
    if (reply.status !== undefined) {
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      return response.end(reply.body ?? '{"error":{"type":"error","message":"no"}}')
    }
    const speak = wires[path]
    if (!speak) return response.writeHead(404).end()
    return send(response, speak(reply, String(body.model)), reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server has no other kind
  const wire: WireServer = {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    replies: [...replies],
    hungUp: hungUp.promise,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return wire
}
