import type { Duplex } from 'node:stream'
import type { AppId } from '@segue/protocol'
import type { Logger } from 'pino'
import type { Child } from './children.ts'
import type { History } from './history.ts'
import type { LineTimes } from './lineTimes.ts'

/** What one line is made of. */
export interface LineOptions {
  app: AppId
  logger: Logger
  times: LineTimes
  /** Starts the application; null when it dials in by itself. */
  launch: (() => Promise<Child>) | null
  /** Greets the bridge on a child's own stream and attaches it. */
  greet(stream: Duplex, child: Child): void
  onChange(): void
  history: History
}
