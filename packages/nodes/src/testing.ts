import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type AppId, type ArtifactRef, fail, type StudioNow } from '@segue/protocol'
import type { z } from 'zod'
import type { BridgeUse } from './bridgeUse.ts'
import type {
  ForeseeArgs,
  InputValues,
  NodeType,
  OutputValues,
  Port,
  RunArgs,
  SaveOptions,
  Use,
} from './defineNode.ts'

/** What one run on a bench is given; ports and params that are left out are empty or have their defaults. */
export interface BenchRun<P extends z.ZodObject, I extends Record<string, Port>> {
  params?: z.input<P>
  inputs?: Partial<InputValues<I>>
  /** Fakes of applications; a node that asks for another one fails with `bridge.disconnected`. */
  bridges?: Partial<Record<AppId, BridgeUse>>
  /** The studio that a node sees; empty when left out. */
  studio?: StudioNow
  /** As in a run that started by itself. */
  unattended?: boolean
  /** Resume points of an earlier attempt; new ones are added. */
  marks?: Map<string, z.core.util.JSONType>
  signal?: AbortSignal
  onProgress?: RunArgs<unknown, unknown>['progress']
}

/** Runs node types as a lane does, without an engine. Files lie in a temporary folder, addressed by content. */
export interface TestBench {
  run<P extends z.ZodObject, I extends Record<string, Port>, O extends Record<string, Port>>(
    type: NodeType<P, I, O>,
    options?: BenchRun<P, I>,
  ): Promise<OutputValues<O>>
  /** What a node type looks ahead with. */
  look<P extends z.ZodObject, I extends Record<string, Port>>(
    type: NodeType<P, I, Record<string, Port>>,
    options?: Pick<BenchRun<P, I>, 'params' | 'inputs'> & { provider?: string },
  ): ForeseeArgs<z.output<P>, InputValues<I>>
  /** Stores a file or bytes, as an upload or a step does. */
  save(
    source: string | Uint8Array,
    options: Omit<SaveOptions, 'name'> & { name?: string },
  ): Promise<ArtifactRef>
  /** Where an artifact's bytes lie. */
  path(ref: Pick<ArtifactRef, 'artifactId'>): string
  /** A path for a file of the test itself. */
  file(name: string): string
  /** What steps of this bench remember for later ones, by key. */
  readonly memory: Map<string, z.core.util.JSONType>
  /** Where artifacts came from on this machine, by id. */
  readonly origins: Map<string, string>
  /** Ids of files whose scripts may run. */
  readonly trusted: Set<string>
  /** Python that may run. */
  readonly approved: Set<string>
  /** What nodes logged. */
  readonly log: string[]
}

const emptyStudio: StudioNow = { name: '', notes: {}, time: null, documents: {} }

/** A bench with a folder of its own, which is left to the system's temporary files. */
export function testBench(): TestBench {
  const folder = mkdtempSync(join(tmpdir(), 'segue-node-'))
  const log: string[] = []
  const memory = new Map<string, z.core.util.JSONType>()
  const origins = new Map<string, string>()
  const trusted = new Set<string>()
  const approved = new Set<string>()
  const path: TestBench['path'] = ({ artifactId }) => join(folder, artifactId)
  const save: TestBench['save'] = async (source, { mime = 'application/octet-stream', name, meta = {} }) => {
    const bytes = typeof source === 'string' ? await readFile(source) : source
    const artifactId = createHash('sha256').update(bytes).digest('hex')
    await writeFile(path({ artifactId }), bytes)
    const called = name ?? (typeof source === 'string' ? basename(source) : 'file')
    return { artifactId, mime, bytes: bytes.length, name: called, meta }
  }
  const useOf = (
    bridges: Partial<Record<AppId, BridgeUse>>,
    {
      studio = emptyStudio,
      unattended = false,
    }: Pick<BenchRun<z.ZodObject, Record<string, Port>>, 'studio' | 'unattended'> = {},
  ): Use => ({
    unattended,
    outFolder: join(folder, 'out'),
    async path(ref) {
      if (existsSync(path(ref))) return path(ref)
      throw fail({
        code: 'artifact.missing',
        message: `“${ref.name}” is not there any more.`,
        hint: 'Run the step that made it again.',
        kind: 'permanent',
      })
    },
    save,
    origin: async ({ artifactId }) => origins.get(artifactId) ?? null,
    recall: async (key) => memory.get(key) ?? null,
    remember: async (key, value) => void memory.set(key, value),
    trusted: async () => ({ hashes: [...trusted], grant: 'f'.repeat(64) }),
    studio: async () => studio,
    async approved(text) {
      if (approved.has(text)) return 'a'.repeat(64)
      throw fail({
        code: 'python.unapproved',
        message: 'Not approved.',
        hint: 'Approve it.',
        kind: 'environment',
      })
    },
    workDir: mkdtempSync(join(folder, 'step-')),
    async bridge(app) {
      const bridge = bridges[app]
      if (bridge) return bridge
      throw fail({
        code: 'bridge.disconnected',
        message: `This test has no ${app}.`,
        hint: 'Give the run a fake of it in `bridges`.',
        kind: 'environment',
      })
    },
    files: {
      async deliver(ref, options) {
        const target = join(folder, options.folder)
        mkdirSync(target, { recursive: true })
        await copyFile(path(ref), join(target, options.name))
        return join(target, options.name)
      },
      async deliverSet(files, { folder: into, manifest, about }) {
        const target = join(folder, into)
        mkdirSync(target, { recursive: true })
        for (const file of files) await copyFile(path(file), join(target, file.name))
        await writeFile(join(target, manifest), JSON.stringify(about))
        return { folder: target, written: files.length, kept: 0, removed: 0 }
      },
      async gather(from) {
        const names = await readdir(join(folder, from))
        return Promise.all(names.sort().map((name) => save(join(folder, from, name), { name })))
      },
    },
  })
  return {
    memory,
    origins,
    trusted,
    approved,
    log,
    path,
    save,
    file: (name) => join(folder, name),
    look: (type, { params, inputs, provider = null } = {}) => ({
      params: type.params.parse(params ?? {}) as ForeseeArgs<never, never>['params'],
      inputs: { ...inputs } as ForeseeArgs<never, never>['inputs'], // an empty port is undefined
      use: useOf({}),
      provider,
    }),
    async run(
      type,
      { params, inputs, bridges = {}, studio, unattended, marks = new Map(), signal, onProgress } = {},
    ) {
      return type.run({
        params: type.params.parse(params ?? {}) as Parameters<typeof type.run>[0]['params'],
        inputs: { ...inputs } as Parameters<typeof type.run>[0]['inputs'], // an empty port is undefined
        use: useOf(bridges, { ...(studio && { studio }), ...(unattended && { unattended }) }),
        signal: signal ?? new AbortController().signal,
        progress: onProgress ?? (() => undefined),
        mark: (key, value) => void marks.set(key, value),
        marks,
        log: (text) => void log.push(text),
      })
    },
  }
}
