import type { AppRouter } from '@segue/api'
import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  httpLink,
  splitLink,
  type TRPCClient,
  wsLink,
} from '@trpc/client'
import { backOffMs, type Connection, trackConnection } from './connection.ts'

/** Where the runner is and how to prove who asks. */
export interface ClientOptions {
  /** Origin of the runner, e.g. `http://127.0.0.1:4400`. */
  url: string
  /** Token for callers without the sign-in cookie. */
  token?: string
  /** WebSocket class to use instead of the platform's. */
  webSocket?: typeof WebSocket
}

export interface Transport {
  trpc: TRPCClient<AppRouter>
  connection: Connection
  close(): Promise<void>
}

/** Headers every request carries. `x-segue` cannot be set by a page of another origin without asking first. */
export const headersOf = ({ token }: ClientOptions): Record<string, string> => ({
  'x-segue': '1',
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
})

/** The one place where links are set up: queries and mutations by POST, subscriptions by one lazy socket. */
export function connect(options: ClientOptions): Transport {
  const connection = trackConnection()
  const socket = createWSClient({
    url: `${options.url.replace(/^http/, 'ws')}/trpc`,
    WebSocket: impatient(options.webSocket ?? socketWith(options.token)),
    retryDelayMs: backOffMs,
    lazy: { enabled: true, closeMs: 1000 },
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 5_000 },
    onOpen: () => connection.set('online'),
    onClose: () => connection.set('offline'),
    onError: () => connection.set('offline'),
  })
  const http = { url: `${options.url}/trpc`, methodOverride: 'POST', headers: headersOf(options) } as const
  const trpc = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: wsLink({ client: socket }),
        // A command may take as long as a render; whatever is asked at the same time must not wait for it.
        false: splitLink({
          condition: ({ path }) => path === 'apps.call',
          true: httpLink(http),
          false: httpBatchLink(http),
        }),
      }),
    ],
  })
  return { trpc, connection, close: () => socket.close() }
}

/** Node's WebSocket takes headers as a second argument, which the browser's type does not know. */
function socketWith(token: string | undefined): typeof WebSocket {
  if (token === undefined) return WebSocket
  return class extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { authorization: `Bearer ${token}` } } as never)
    }
  } as typeof WebSocket
}

const closeWaitMs = 1000

/**
 * Over a line that is dead without a word nobody answers a close: browsers wait a minute for it before they say that
 * the socket is gone. This one says so at once, and only once.
 */
function impatient(Socket: typeof WebSocket): typeof WebSocket {
  return class extends Socket {
    #isGone = false
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args)
      this.addEventListener('close', (event) => {
        if (this.#isGone) event.stopImmediatePropagation()
        this.#isGone = true
      })
    }
    override close(code?: number, reason?: string): void {
      super.close(code, reason)
      setTimeout(() => {
        if (!this.#isGone) this.dispatchEvent(new CloseEvent('close', { code: 1006 }))
      }, closeWaitMs)
    }
  }
}
