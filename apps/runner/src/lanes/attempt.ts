import type { BridgeUse, SaveOptions } from '@segue/nodes'
import type { AppId, ArtifactRef, LaneId } from '@segue/protocol'
import type { z } from 'zod'

export type Json = z.core.util.JSONType

/** One attempt of one step, with everything that is plain data. */
export interface Attempt {
  runId: string
  nodeId: string
  attempt: number
  type: string
  lane: LaneId
  params: Record<string, Json>
  inputs: Record<string, Json>
  workDir: string
  marks: [string, Json][]
}

/** What a running step may ask of the runner. The worker process asks over its channel. */
export interface Hooks {
  path(ref: ArtifactRef): Promise<string>
  save(source: string | Uint8Array, options: SaveOptions): Promise<ArtifactRef>
  origin(ref: ArtifactRef): Promise<string | null>
  deliver(ref: ArtifactRef, options: DeliverOptions): Promise<string>
  bridge(app: AppId): Promise<BridgeUse>
  progress(fraction: number | null, message: string, preview?: ArtifactRef): void
  mark(key: string, value: Json): void
  log(text: string, level: 'info' | 'warning'): void
}

export interface DeliverOptions {
  folder: string
  name: string
  overwrite: boolean
}

/** Runs attempts. Resolves with checked outputs; fails with a failure. Ends soon after `signal` aborts. */
export interface Lane {
  run(attempt: Attempt, hooks: Hooks, signal: AbortSignal): Promise<Record<string, Json>>
  close(): Promise<void>
}
