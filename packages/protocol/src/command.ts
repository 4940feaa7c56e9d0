import type { z } from 'zod'
import type { AppId } from './app.ts'

/** The contract of one application command: what it takes, gives and does. Bridges announce the same facts. */
export interface CommandSpec<A extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  app: AppId
  command: string
  version: number
  title: string
  description: string
  args: A
  result: R
  effects: 'read' | 'write' | 'destructive'
  idempotent: boolean
  cancellable: 'between_steps' | 'immediate' | 'no'
  progress: boolean
  /** Whether it lasts as long as the music does. */
  realtime: boolean
  /**
   * How long the runner may give the same answer again, in milliseconds, while it knows of no change: none of its own,
   * none that the application told. For reads that many ask for at once; left out, every call reaches the application.
   */
  keepMs?: number
}

/** Declares a command; the types of `args` and `result` are kept for callers. */
export function defineCommand<A extends z.ZodType, R extends z.ZodType>(
  spec: Omit<CommandSpec<A, R>, 'version' | 'progress' | 'realtime'> &
    Partial<Pick<CommandSpec, 'version' | 'progress' | 'realtime'>>,
): CommandSpec<A, R> {
  return { version: 1, progress: false, realtime: false, ...spec }
}
