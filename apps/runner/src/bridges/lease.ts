import type { AppId } from '@segue/protocol'
import type { HubBridge } from './hubBridge.ts'

/** A file that will be opened, as far as it matters for who opens it. */
export interface SceneWanted {
  path: string
  /** What people call it. */
  name: string
  /** Names what it holds: a process that has it open already comes first. */
  content: string
  /** Whether a Blender will do that is older than the one that wrote the file. */
  allowOlder: boolean
}

/** Who wants an application for itself. */
export interface LeaseRequest {
  /** Aborting ends the wait. */
  signal: AbortSignal
  by: 'step' | 'person'
  /** What the run pinned; see `Hub.use`. */
  provider?: string | undefined
  /** The command that a person calls: what is about their own document goes to the window that shows it. */
  command?: string
  scene?: SceneWanted
}

/**
 * An application that nobody else uses until it is given back: a step's commands belong together, and nobody else's
 * come between them.
 */
export interface BridgeLease extends HubBridge {
  /**
   * Gives another process of the same program that is free now; null when there is none, or somebody waits for one.
   * Itself null where there is never more than one.
   */
  readonly spare: (() => BridgeLease | null) | null
  /** Whether somebody waits for a process. */
  readonly awaited: boolean
  release(): void
}

/** Others do each command on its own, on the document that a person has open, and are shared. */
export const keepsState: ReadonlySet<AppId> = new Set(['blender'])
