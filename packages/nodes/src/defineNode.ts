import type {
  AppId,
  ArtifactRef,
  Category,
  CommandSpec,
  Effect,
  LaneId,
  MediaMeta,
  PortType,
} from '@segue/protocol'
import type { z } from 'zod'

/** A port as a node type declares it. */
export interface Port<T = unknown, R extends boolean = boolean> {
  type: PortType
  label: string
  required: R
  help?: string
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
export type OutputValues<O extends Ports> = { [K in keyof O]: PortData<O[K]> }

/** How to describe bytes that are being stored. */
export interface SaveOptions {
  mime: string
  name: string
  meta?: MediaMeta
}

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
}

/** Reading and writing outside the store; only for node types with the effect `file`. */
export interface FilesUse {
  /**
   * Puts a stored file at `folder/name`, whole or not at all. Returns the path it got. In `name`, `{run}` becomes
   * the run's short id and `{version:03}` the lowest version that is not taken.
   */
  deliver(ref: ArtifactRef, options: { folder: string; name: string; overwrite: boolean }): Promise<string>
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
  bridge(app: AppId): Promise<BridgeUse>
  readonly files: FilesUse
}

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
  inputs: I
  outputs: O
  effects: readonly Effect[]
  /** Whether a crash in mid-step may simply run it again. */
  repeatable: boolean
  cacheable: boolean
  lane: LaneId
  passThrough?: Partial<Record<string, string>>
  size?: 'regular' | 'wide'
  inline?: readonly string[]
  run(args: RunArgs<z.output<P>, InputValues<I>>): Promise<OutputValues<O>>
}

/** Any node type. `run` is in method syntax so that every node type fits without a cast. */
export type AnyNodeType = NodeType

/** Declares a node type: one per file, listed in `catalogue.ts`. */
export function defineNode<P extends z.ZodObject, I extends Ports, O extends Ports>(
  type: NodeType<P, I, O>,
): NodeType<P, I, O> {
  return type
}
