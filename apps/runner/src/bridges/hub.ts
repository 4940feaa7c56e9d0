import type { AppState } from '@segue/api'
import type { AppId, CommandSpec } from '@segue/protocol'
import type { Logger } from 'pino'
import type { z } from 'zod'

/** What serves an application: `blender@3.4.1` or `standin:blender@1`. A run pins one per application. */
export interface Provider {
  provider: string
  standIn: boolean
}

export interface CallOptions {
  /** Aborting cancels the command in the application; the call ends when the application has cleaned up. */
  signal?: AbortSignal
  onProgress?: (progress: { fraction: number | null; message: string; data: unknown }) => void
  /** The application stops by itself after this long. */
  deadlineMs?: number
  /** Higher goes first among waiting calls of one application. 0 when left out. */
  priority?: number
  /** The same key twice runs once; the second call gets the first one's result. */
  idempotencyKey?: string
}

/** One application, ready for commands. */
export interface HubBridge extends Provider {
  /**
   * Sends one command and waits for its one result. Args and result are checked against the schema.
   * Fails with `bridge.<code>`; a dead application is `bridge.disconnected`, kind transient.
   */
  call<A extends z.ZodType, R extends z.ZodType>(
    command: CommandSpec<A, R>,
    args: z.input<A>,
    options?: CallOptions,
  ): Promise<z.output<R>>
}

export interface HubOptions {
  /** `SEGUE_HOME`: holds keys (0600), the record of child processes, logs and the bridge socket. */
  home: string
  logger: Logger
  runnerVersion: string
  /** Path of the executable, null to look for one, or `off` to force the stand-in. */
  blender: string | null
  /** Port on 127.0.0.1 where bridges dial in; 0 takes any; null opens no TCP port. */
  port: number | null
}

/** Every application that this runner reaches. */
export interface Hub {
  /** What a run that starts now gets. Probes, starts nothing. */
  provider(app: AppId): Promise<Provider>
  /**
   * The bridge of an application, started when needed. `provider` is what the run pinned; when that is no longer
   * there it fails with `bridge.not_available`.
   */
  use(app: AppId, provider?: string): Promise<HubBridge>
  states(): AppState[]
  /** Calls `listener` after every change of `states()`. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Ends all children and closes all doors, within two seconds. */
  close(): Promise<void>
}
