import type { AppState } from '@segue/api'
import type { NodeTypeInfo } from '@segue/protocol'
import { ask } from './ask.ts'
import { type FollowOptions, follow } from './follow.ts'
import type { Transport } from './transport.ts'

/** Facts about the runner and the applications it reaches. */
export interface SystemClient {
  version(): Promise<string>
  catalogue(): Promise<NodeTypeInfo[]>
  apps(): Promise<AppState[]>
  watchApps(options: FollowOptions<AppState[]>): Promise<void>
}

/** The system part of a client. */
export function systemOf({ trpc }: Transport): SystemClient {
  return {
    version: () => ask(trpc.system.version.query()),
    catalogue: () => ask(trpc.system.catalogue.query()),
    apps: () => ask(trpc.system.apps.query()),
    watchApps: (options) =>
      follow(options, (handlers) => trpc.system.watchApps.subscribe(undefined, handlers)),
  }
}
