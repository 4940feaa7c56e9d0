import type { ArtifactRef, CommandSpec } from '@segue/protocol'
import type { z } from 'zod'

/** One application, reached through its bridge or its stand-in. */
export interface BridgeUse {
  /** `blender@3.4.1` or `standin:blender@1`. Part of every cache key. */
  readonly provider: string
  readonly standIn: boolean
  /**
   * Sends one command and waits for its result. Args and result are checked against the command's schema.
   * Fails with `bridge.*`; aborting the step's signal cancels it in the application.
   */
  call<A extends z.ZodType, R extends z.ZodType>(
    command: CommandSpec<A, R>,
    args: z.input<A>,
    onProgress?: (progress: { fraction: number | null; message: string; data: unknown }) => void,
  ): Promise<z.output<R>>
  /**
   * Another process of the same application that is free now, with nothing open that the step knows of; null when there
   * is none. Missing where there is never more than one.
   */
  spare?(): SpareBridge | null
}

/** A further process, until the step gives it back or ends. */
export interface SpareBridge extends BridgeUse {
  /** Whether somebody waits for it. */
  readonly awaited: boolean
  release(): void
}

/** What is known of the work when an application is asked for. */
export interface BridgeOptions {
  /** The scene that will be opened: a version that can read it serves, at best one that has it open already. */
  scene?: ArtifactRef | undefined
  /** Take an older version where there is none that fits; without it that fails with `blender.too_old`. */
  allowOlder?: boolean
}
