import type { AppId } from '@segue/protocol'
import type { Bridge } from './bridge.ts'

/** A bridge that is being served to the runner. */
export interface Served {
  /** Resolves when the runner ended it, or `end` was called, and its calls have cleaned up. */
  ended: Promise<void>
  /** The application is gone: calls under way fail as disconnected. */
  end(): void
}

export interface AdapterTools {
  /** Says to the runner that the application is here. One at a time. */
  serve(bridge: Bridge): Served
  /** Whether a bridge inside the application serves it now. It comes first, so an adapter waits. */
  isTaken(): boolean
  /** Aborted when the runner closes. */
  signal: AbortSignal
  log(text: string): void
  /** Says to people why the application is not here or what is missing; empty when all is well. */
  explain(detail: string): void
}

/**
 * Reaches an application that is a server itself, from inside the runner: looks for it, serves its bridge while it is
 * there, and looks again. `run` resolves only after `signal` is aborted and everything is closed.
 */
export interface Adapter {
  app: AppId
  run(tools: AdapterTools): Promise<void>
}
