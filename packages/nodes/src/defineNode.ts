import type {
  AppId,
  ArtifactRef,
  Asks,
  Category,
  ControlKind,
  Effect,
  Failure,
  LaneId,
  MediaMeta,
  NodeMigration,
  PlacedPorts,
  PortType,
  StudioNow,
} from '@segue/protocol'
import type { z } from 'zod'
import type { BridgeOptions, BridgeUse } from './bridgeUse.ts'

/** A port as a node type declares it. */
export interface Port<T = unknown, R extends boolean = boolean> {
  type: PortType
  label: string
  required: R
  help?: string
  /** An output that may carry nothing; what it feeds is skipped then. */
  optional?: boolean
  /** Type slot only; never set. */
  readonly value?: T
}

/** Overloads, so that the place where a port is declared cannot widen `required` to any boolean. */
interface MakePort<T> {
  (label: string, options?: { required?: true; help?: string }): Port<T, true>
  (label: string, options: { required: false; help?: string }): Port<T, false>
}

const make = <T>(type: PortType): MakePort<T> => {
  function declare(label: string, options?: { required?: true; help?: string }): Port<T, true>
  function declare(label: string, options: { required: false; help?: string }): Port<T, false>
  function declare(label: string, { required = true, help }: { required?: boolean; help?: string } = {}) {
    return { type, label, required, ...(help === undefined ? {} : { help }) }
  }
  return declare
}

/** Port makers: `port.audio('Sound')`, `port.number('Frame', { required: false })`. */
export const port = {
  audio: make<ArtifactRef>('audio'),
  video: make<ArtifactRef>('video'),
  image: make<ArtifactRef>('image'),
  sequence: make<ArtifactRef>('sequence'),
  channels: make<ArtifactRef>('channels'),
  midi: make<ArtifactRef>('midi'),
  scene: make<ArtifactRef>('scene'),
  file: make<ArtifactRef>('file'),
  files: make<ArtifactRef[]>('list<file>'),
  number: make<number>('number'),
  text: make<string>('text'),
  boolean: make<boolean>('boolean'),
  json: make<z.core.util.JSONType>('json'),
} as const

type Ports = Record<string, Port>
type PortData<P> = P extends Port<infer T, boolean> ? T : never
/** Values on input ports: optional ports may be `undefined`. */
export type InputValues<I extends Ports> = {
  [K in keyof I]: I[K] extends Port<unknown, true> ? PortData<I[K]> : PortData<I[K]> | undefined
}
type Sure<O extends Ports> = { [K in keyof O]: O[K] extends { optional: true } ? never : K }[keyof O]
/** Values on output ports; optional ones may carry nothing. */
export type OutputValues<O extends Ports> = { [K in Sure<O>]: PortData<O[K]> } & {
  [K in Exclude<keyof O, Sure<O>>]?: PortData<O[K]>
}

/** How to describe bytes that are being stored. */
export interface SaveOptions {
  /** Told from the bytes when left out. */
  mime?: string
  name: string
  meta?: MediaMeta
}

/** Reading and writing outside the store; only for node types with the effect `file`. */
export interface FilesUse {
  /**
   * Puts a stored file at `folder/name`, whole or not at all. Returns the path it got. In `name`, `{run}` becomes
   * the run's short id and `{version:03}` the lowest version that is not taken.
   */
  deliver(ref: ArtifactRef, options: { folder: string; name: string; overwrite: boolean }): Promise<string>
  /**
   * Brings a folder to hold these files and a list of them named `manifest`, in which `about` stands too: what is there
   * stays untouched, what changed is replaced one whole file at a time, what an earlier delivery put there and this one
   * lacks is removed. Files of other people are never touched; one in the way is `deliver.foreign_file`.
   */
  deliverSet(
    files: readonly (Pick<ArtifactRef, 'artifactId' | 'bytes'> & { name: string })[],
    options: { folder: string; manifest: string; about: Record<string, z.core.util.JSONType> },
  ): Promise<DeliveredSet>
  /** Stores the files of a folder whose names fit a pattern such as `*.blend`, in order of their names. */
  gather(folder: string, pattern: string): Promise<ArtifactRef[]>
}

/** What became of a folder: how many files were written, were there already, and were removed. */
export interface DeliveredSet {
  folder: string
  written: number
  kept: number
  removed: number
}

/** Files whose scripts people let run, by the SHA-256 of what they hold, and the runner's word for it. */
export interface Trusted {
  hashes: string[]
  grant: string
}

/** Everything a node may use. Paths are local to the machine where the step runs. */
export interface Use {
  /** A read-only local path of an artifact's bytes. Fails with `artifact.missing`. */
  path(ref: ArtifactRef): Promise<string>
  /** Stores a file (moved when it lies in `workDir`) or bytes; listed only when complete. */
  save(source: string | Uint8Array, options: SaveOptions): Promise<ArtifactRef>
  /** Where a person's file lies on this machine, when they gave it from here: a Live Set finds its samples so. */
  origin(ref: ArtifactRef): Promise<string | null>
  /** A private folder, there already, that survives attempts of this step. */
  readonly workDir: string
  /** Where the run puts files for people that name no folder of their own. */
  readonly outFolder: string
  /** Nobody may be there: what a person could be working on is left alone. */
  readonly unattended: boolean
  bridge(app: AppId, options?: BridgeOptions): Promise<BridgeUse>
  /**
   * What an earlier run kept under a key, or null. For parts of a step, such as one frame: the key must name
   * everything that the part depends on, the provider included.
   */
  recall(key: string): Promise<Json | null>
  /** Keeps small JSON (an artifact reference, a choice) under a key, for later runs. Evicted like any result. */
  remember(key: string, value: Json): Promise<void>
  /** Which files people trust on this machine; only the bridge of an application can do something with it. */
  trusted(): Promise<Trusted>
  /**
   * The runner's word that a person approved exactly this Python. Fails with `python.off` or `python.unapproved`: the
   * step waits then, and goes on when they have.
   */
  approved(text: string): Promise<string>
  /** The studio at this moment. Only for types whose result is never kept. */
  studio(): Promise<StudioNow>
  readonly files: FilesUse
}

type Json = z.core.util.JSONType

/** What `run` gets. */
export interface RunArgs<P, I> {
  params: P
  inputs: I
  use: Use
  signal: AbortSignal
  /** `fraction` 0–1 or null when unknown. `preview` shows on the node while it runs. */
  progress(fraction: number | null, message: string, preview?: ArtifactRef): void
  /** Stores a resume point; kept over attempts and crashes. */
  mark(key: string, value: z.core.util.JSONType): void
  /** Resume points of earlier attempts. */
  marks: ReadonlyMap<string, z.core.util.JSONType>
  log(text: string, level?: 'info' | 'warning'): void
}

export interface NodeType<
  P extends z.ZodObject = z.ZodObject,
  I extends Ports = Ports,
  O extends Ports = Ports,
> {
  id: string
  version: number
  title: string
  summary: string
  category: Category
  keywords: readonly string[]
  params: P
  /**
   * By the version that they begin at: how a placed node of it becomes one of the next version and means the same. A
   * change of params, ports or meaning is a new `version` with its migration.
   */
  migrations?: Readonly<Record<number, NodeMigration>>
  inputs: I
  outputs: O
  effects: readonly Effect[]
  /** Whether a crash in mid-step may simply run it again. */
  repeatable: boolean
  cacheable: boolean
  lane: LaneId
  /** Things that only one step at a time may hold, besides its lane. */
  locks?: readonly string[]
  passThrough?: Partial<Record<string, string>>
  size?: 'regular' | 'wide'
  inline?: readonly string[]
  control?: null
  /** Set when it is one command of this application. */
  app?: AppId
  /**
   * False when the same step twice gives files with different bytes (a .blend). What depends on them is then keyed
   * by the step that made them.
   */
  reproducible?: false
  /**
   * Everything outside params and inputs that the result depends on, as text per file or fact: hashes of samples and
   * linked libraries. Part of the cache key. Quick; fails by name when a file is missing that the step needs.
   */
  closure?(args: ForeseeArgs<z.output<P>, InputValues<I>>): Promise<Record<string, string>>
  /** What running would do, when params and inputs are known: `412 of 6,660 frames`. Quick, without an application. */
  foresee?(args: ForeseeArgs<z.output<P>, InputValues<I>>): Promise<string | null>
  /**
   * The outputs as far as a plan needs them, when they can be told without running and without an application; else
   * null. Files that are not made yet start from `unmade`. A run never sees any of it.
   */
  predict?(args: ForeseeArgs<z.output<P>, InputValues<I>>): Promise<OutputValues<O> | null>
  run(args: RunArgs<z.output<P>, InputValues<I>>): Promise<OutputValues<O>>
  /** `run` without waiting for anything, for types that only compute. See `definePure`. */
  compute?(args: ComputeArgs<z.output<P>, InputValues<I>>): OutputValues<O>
}

/** What `compute` gets. */
export type ComputeArgs<P, I> = Pick<RunArgs<P, I>, 'params' | 'inputs' | 'log'>

/** Stands for the bytes of a file that a step will make. */
export const unmade = { artifactId: '0'.repeat(64), bytes: 0 } as const

/** What a node type is given to look ahead. */
export interface ForeseeArgs<P, I> {
  params: P
  inputs: I
  use: Pick<Use, 'path' | 'origin' | 'recall' | 'remember' | 'save' | 'trusted'>
  /** The application that the run would use; null outside applications. */
  provider: string | null
}

/** What one child run of a map or recipe ended with. */
export interface ChildResult {
  name: string
  status: 'succeeded' | 'failed' | 'cancelled'
  outputs: Record<string, Json>
  failure: Failure | null
}

/** What `run` of a node that steers a run gets. */
export interface ControlArgs<P> {
  params: P
  inputs: Record<string, Json | undefined>
  /**
   * What the engine knows by now: `{}` on the first job; `{ answer }`, `{ event }` (null = time is up),
   * `{ failure }` or `{ winner }` (`node` or `node:port`), `{ children: true }` on the one that ends the step.
   */
  given: Record<string, Json>
  /** The placed node's ports. */
  ports: PlacedPorts
  /** Input port → the entry of `upstream` that feeds it. */
  feeders: Record<string, string>
  /** Epoch milliseconds. */
  now: number
  /** Results of the child runs, in the order of the items. */
  children(): Promise<ChildResult[]>
  log(text: string, level?: 'info' | 'warning'): void
}

/** What a node that steers a run answers. A port left out carries nothing. */
export interface ControlResult {
  outputs: Record<string, Json>
  /** First job of a `wait` or `approve`. */
  asks?: Asks
  /** First job of a `map` or `recipe`: one child run each, with these inputs of the body. */
  items?: { name: string; inputs: Record<string, Json> }[]
  children?: { concurrency: number; onFailure: 'stop' | 'finish' | 'keep' }
}

/** A node type that steers a run: the engine has a machine for its kind, `run` only looks at values. */
export interface ControlType<P extends z.ZodObject = z.ZodObject>
  extends Omit<NodeType<P>, 'run' | 'compute' | 'control' | 'closure' | 'foresee' | 'predict'> {
  control: ControlKind
  run(args: ControlArgs<z.output<P>>): Promise<ControlResult>
  /** `run` without waiting, where it needs no results of child runs. */
  compute?(args: PureControlArgs<z.output<P>>): ControlResult
}

/** What `compute` of a node that steers a run gets. */
export type PureControlArgs<P> = Omit<ControlArgs<P>, 'children'>

/** Any node type. `run` is in method syntax so that every node type fits without a cast. */
export type AnyNodeType = NodeType | ControlType

/** Declares a node type: one per file, listed in `catalogue.ts`. */
export function defineNode<P extends z.ZodObject, I extends Ports, O extends Ports>(
  type: NodeType<P, I, O>,
): NodeType<P, I, O> {
  return type
}
