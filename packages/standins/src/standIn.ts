import type { AppId, CommandSpec } from '@segue/protocol'
import type { z } from 'zod'

/** What a handler may use while it runs. */
export interface StandInContext {
  /** Aborted when the caller cancels, the deadline passes or the runner is gone. */
  signal: AbortSignal
  /** Tells the caller how far it is: `fraction` 0–1, `data` for facts such as a finished frame. */
  progress(progress: { fraction?: number; message?: string; data?: z.core.util.JSONType }): void
}

/** One command as a stand-in serves it. Method syntax, so that every handler fits one list. */
export interface StandInHandler<A extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  spec: CommandSpec<A, R>
  run(args: z.output<A>, context: StandInContext): Promise<z.input<R>>
}

/** A built-in replacement for an application: the same commands, real media, no application. */
export interface StandIn {
  app: AppId
  version: string
  handlers: readonly StandInHandler[]
}

/** Ties a command's contract to the function that serves it, with both types checked. */
export function handle<A extends z.ZodType, R extends z.ZodType>(
  spec: CommandSpec<A, R>,
  run: StandInHandler<A, R>['run'],
): StandInHandler {
  return { spec, run }
}
