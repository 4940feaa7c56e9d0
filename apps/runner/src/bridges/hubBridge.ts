import type { CommandSpec, ResultArtifact } from '@segue/protocol'
import { z } from 'zod'
import type { Answer } from './calls.ts'
import { bridgeFailure } from './failure.ts'

/** What serves an application: `blender@3.4.1` or `standin:blender@1`. A run pins one per application. */
export interface Provider {
  provider: string
  standIn: boolean
}

export interface CallOptions {
  /** Aborting cancels the command in the application; the call ends when the application has cleaned up. */
  signal?: AbortSignal
  onProgress?: (progress: { fraction: number | null; message: string; data: unknown }) => void
  /** What came with the result: warnings for people, files that the command wrote and whose bytes were checked. */
  onResult?: (facts: { warnings: readonly string[]; artifacts: readonly ResultArtifact[] }) => void
  /** The application stops by itself after this long. */
  deadlineMs?: number
  /** Higher goes first among waiting calls of one application. 0 when left out. */
  priority?: number
  /** The same key twice runs once; the second call gets the first one's result. */
  idempotencyKey?: string
  /** Starts nothing and waits for nobody: fails with `bridge.not_available` unless the application is connected now. */
  ifHere?: boolean
  /** Only says whether it could be done; the call gives a `DryRun`. Nothing is changed. */
  dryRun?: boolean
}

/** A command that could be done. One that could not fails as the command itself would. */
export interface DryRun {
  dryRun: true
  /** What would happen, in words. */
  warnings: readonly string[]
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
    options?: CallOptions & { dryRun?: false },
  ): Promise<z.output<R>>
  call<A extends z.ZodType, R extends z.ZodType>(
    command: CommandSpec<A, R>,
    args: z.input<A>,
    options: CallOptions & { dryRun: true },
  ): Promise<DryRun>
  call<A extends z.ZodType, R extends z.ZodType>(
    command: CommandSpec<A, R>,
    args: z.input<A>,
    options: CallOptions,
  ): Promise<z.output<R> | DryRun>
}

/** Sends one command whose arguments were checked. */
export type SendCall = (spec: CommandSpec, args: unknown, options: CallOptions) => Promise<Answer>

/** A bridge that checks what goes in and what comes out. */
export function makeBridge(provider: Provider, send: SendCall): HubBridge {
  const call = async (command: CommandSpec, args: unknown, options: CallOptions = {}) => {
    const parsed = command.args.safeParse(args)
    if (!parsed.success) throw bridgeFailure('invalid_args', z.prettifyError(parsed.error))
    const { value, warnings, artifacts } = await send(command, parsed.data, options)
    options.onResult?.({ warnings, artifacts })
    if (options.dryRun) return { dryRun: true, warnings }
    const result = command.result.safeParse(value)
    if (!result.success)
      throw bridgeFailure('internal', `${command.command}: ${z.prettifyError(result.error)}`)
    return result.data
  }
  return { ...provider, call: call as HubBridge['call'] } // one function serves every overload
}
