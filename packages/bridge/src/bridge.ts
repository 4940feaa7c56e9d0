import type { AppId, CommandSpec, ResultArtifact } from '@segue/protocol'
import type { z } from 'zod'

/** What a handler may use while it runs. */
export interface CallContext {
  /** Aborted when the caller cancels, the deadline passes or the runner is gone. */
  signal: AbortSignal
  /** Tells the caller how far it is: `fraction` 0–1, `data` for facts such as a finished frame. */
  progress(progress: { fraction?: number; message?: string; data?: z.core.util.JSONType }): void
  /** Tells a person something that goes with a good result. */
  warn(text: string): void
  /** Gives the runner a file that is complete. */
  artifact(file: ResultArtifact): void
  /** Said before a step that keeps this process from answering, so that nobody takes it for dead. */
  busy(expectMs: number, reason: string): void
  /** Tells a runner that asked for `topic`. With a key, it stands for older events of that key. */
  publish(topic: string, data: z.core.util.JSONType, key?: string): void
}

/** Something a bridge tells by itself. `start` begins and returns the way to stop. */
export interface BridgeTopic {
  topic: string
  title: string
  start(publish: (data: z.core.util.JSONType, key?: string) => void): () => void
}

/** What is known of a command here beyond its contract. */
export interface HandlerFacts<A extends z.ZodType = z.ZodType> {
  /**
   * Serves dry runs: changes nothing, fails as the command would, and says what would be done. Without it a dry run
   * checks the arguments alone.
   */
  check?(args: z.output<A>): Promise<readonly string[]>
  /** How long it usually takes. */
  estMs?: number
  /** What it needs beyond the application itself, in words. */
  requires?: readonly string[]
}

/** One command as a bridge serves it. Method syntax, so that every handler fits one list. */
export interface CommandHandler<A extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType>
  extends HandlerFacts<A> {
  spec: CommandSpec<A, R>
  run(args: z.output<A>, context: CallContext): Promise<z.input<R>>
}

/** What serves an application from TypeScript: a stand-in, or the adapter of a wire that the application speaks. */
export interface Bridge {
  app: AppId
  /** What it calls itself: `Built-in stand-in for Blender`, `OBS`. */
  name: string
  /** Version of the application, or of the stand-in. */
  version: string
  /** Whether it replaces the application. */
  standIn: boolean
  /** Whether a person works in its window. */
  window?: boolean
  handlers: readonly CommandHandler[]
  /** Who has the commands that are missing here; without it the bridge is to be updated. */
  elsewhere?: string
  topics?: readonly BridgeTopic[]
}

/** Ties a command's contract to the function that serves it, with both types checked. */
export function handle<A extends z.ZodType, R extends z.ZodType>(
  spec: CommandSpec<A, R>,
  run: CommandHandler<A, R>['run'],
  facts: HandlerFacts<A> = {},
): CommandHandler {
  return { spec, run, ...facts }
}
