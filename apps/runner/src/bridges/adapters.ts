import type { Bridge } from '@segue/bridge'
import type { Adapter, Served } from '@segue/bridge/adapter'
import { serveBridge } from '@segue/bridge/link'
import { memoryPair } from '@segue/bridge/memory'
import type { AppId } from '@segue/protocol'
import type { Logger } from 'pino'
import type { Channel } from './channels/channel.ts'
import { lineChannel } from './channels/lines.ts'

export interface AdapterDoor {
  admit(channel: Channel): void
  keyOf(app: AppId): Uint8Array
  logger: Logger
  /** Whether a bridge that dialled in serves an application now. */
  isTaken(app: AppId): boolean
  /** What an adapter has to say to people. */
  explain(app: AppId, detail: string): void
}

/** Runs every adapter until the returned function is called; it resolves when all have closed. */
export function runAdapters(adapters: readonly Adapter[], door: AdapterDoor): () => Promise<void> {
  const stop = new AbortController()
  const running = adapters.map(async (adapter) => {
    const log = (text: string) => door.logger.info({ app: adapter.app }, text)
    const serve = (bridge: Bridge) => serveInside(bridge, door)
    const isTaken = () => door.isTaken(adapter.app)
    const explain = (detail: string) => door.explain(adapter.app, detail)
    await adapter
      .run({ serve, isTaken, signal: stop.signal, log, explain })
      .catch((error: Error) => door.logger.error({ app: adapter.app }, `an adapter failed: ${error.message}`))
  })
  return async () => {
    stop.abort()
    await Promise.all(running)
  }
}

function serveInside(bridge: Bridge, { admit, keyOf }: AdapterDoor): Served {
  const [here, there] = memoryPair()
  admit(lineChannel(here))
  return {
    ended: serveBridge(bridge, { stream: there, key: keyOf(bridge.app) }),
    end: () => void there.destroy(),
  }
}
