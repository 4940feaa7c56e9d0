import type { PlanNode } from '@segue/engine'
import type {
  BridgeOptions,
  BridgeUse,
  ChildResult,
  ControlResult,
  FilesUse,
  SaveOptions,
  Trusted,
} from '@segue/nodes'
import type { AppId, ArtifactRef, LaneId, PlacedPorts, StudioNow } from '@segue/protocol'
import type { z } from 'zod'

export type Json = z.core.util.JSONType

/** One attempt of one step, with everything that is plain data. */
export interface Attempt {
  runId: string
  nodeId: string
  attempt: number
  type: string
  version: number
  lane: LaneId
  params: Record<string, Json>
  inputs: Record<string, Json>
  /** What the engine knows by now, for nodes that steer a run. */
  given: Record<string, Json>
  /** Ports of the placed node where they differ from those of its type. */
  ports: PlacedPorts | null
  /** Input port → the entry of `upstream` that feeds it. */
  feeders: Record<string, string>
  /** When it began, epoch milliseconds. */
  now: number
  workDir: string
  /** Where delivered files go. */
  outFolder: string
  /** Nobody may be there, and the step leaves alone what a person could be working on. */
  unattended: boolean
  marks: [string, Json][]
}

/** What an attempt ended with, or what a node that steers a run asks for. */
export interface Done extends Pick<ControlResult, 'asks' | 'items' | 'children'> {
  outputs: Record<string, Json>
}

/** What a running step may ask of the runner. The worker process asks over its channel. */
export interface Hooks {
  path(ref: ArtifactRef): Promise<string>
  save(
    source: string | Uint8Array,
    options: Pick<SaveOptions, 'name'> & Partial<SaveOptions>,
  ): Promise<ArtifactRef>
  origin(ref: ArtifactRef): Promise<string | null>
  deliver(ref: ArtifactRef, options: DeliverOptions): Promise<string>
  deliverSet: FilesUse['deliverSet']
  gather: FilesUse['gather']
  bridge(app: AppId, options?: BridgeOptions): Promise<BridgeUse>
  recall(key: string): Promise<Json | null>
  remember(key: string, value: Json): Promise<void>
  trusted(): Promise<Trusted>
  approved(text: string): Promise<string>
  studio(): Promise<StudioNow>
  /** Results of the child runs of this step, in the order of its items. */
  children(): Promise<ChildResult[]>
  progress(fraction: number | null, message: string, preview?: ArtifactRef): void
  mark(key: string, value: Json): void
  log(text: string, level: 'info' | 'warning'): void
}

export interface DeliverOptions {
  folder: string
  name: string
  overwrite: boolean
}

/** What a step came to that only computes, and what it said. */
export interface Computed {
  done: Done
  notes: { text: string; level: 'info' | 'warning' }[]
}

/** Does steps without waiting, inside a commit: nothing but values goes in, and nothing leaves the process. */
export interface Computing {
  /** Whether steps of this type only compute. */
  can(node: Pick<PlanNode, 'type' | 'version'>): boolean
  /** Never fails: null where a step has to be run. */
  compute(attempt: Attempt): Computed | null
}

/** Runs attempts. Resolves with checked outputs; fails with a failure. Ends soon after `signal` aborts. */
export interface Lane {
  run(attempt: Attempt, hooks: Hooks, signal: AbortSignal): Promise<Done>
  /** Only where steps run in the runner's own process. */
  computing?: Computing
  close(): Promise<void>
}
