import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { AppId, ArtifactRef, MediaMeta } from '@segue/protocol'
import type { z } from 'zod'
import type { BridgeUse, NodeType, OutputValues, Port, SaveOptions, Use } from './defineNode.ts'

/** Files of a test in a temporary folder, addressed by content as the real store does. */
export interface TestStore {
  readonly folder: string
  save(source: string | Uint8Array, options: SaveOptions): Promise<ArtifactRef>
  path(ref: ArtifactRef): Promise<string>
}

/** A store of its own; the folder is left to the system's temporary files. */
export function testStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'segue-node-'))
  return {
    folder,
    async save(source, { mime, name, meta = {} as MediaMeta }) {
      const bytes = typeof source === 'string' ? await readFile(source) : source
      const artifactId = createHash('sha256').update(bytes).digest('hex')
      await writeFile(join(folder, artifactId), bytes)
      return { artifactId, mime, bytes: bytes.length, name, meta }
    },
    path: async (ref) => join(folder, ref.artifactId),
  }
}

export interface RunNodeOptions {
  params?: Record<string, unknown>
  inputs?: Record<string, unknown>
  store?: TestStore
  /** Fakes of applications; a node that asks for another one fails. */
  bridges?: Partial<Record<AppId, BridgeUse>>
  marks?: Map<string, z.core.util.JSONType>
  signal?: AbortSignal
  onLog?: (text: string, level: 'info' | 'warning') => void
  onProgress?: (fraction: number | null, message: string, preview?: ArtifactRef) => void
}

/** Runs one node type as a lane would, without an engine: params get their defaults, files lie in a test store. */
export async function runNode<P extends z.ZodObject, O extends Record<string, Port>>(
  type: NodeType<P, Record<string, Port>, O>,
  options: RunNodeOptions = {},
): Promise<OutputValues<O>> {
  const { store = testStore(), bridges = {}, marks = new Map() } = options
  const workDir = join(store.folder, 'work')
  mkdirSync(workDir, { recursive: true })
  const use: Use = {
    path: store.path,
    save: store.save,
    origin: async () => null,
    workDir,
    async bridge(app) {
      const bridge = bridges[app]
      if (!bridge) throw new Error(`this test has no ${app}`)
      return bridge
    },
    files: {
      async deliver(ref, { name }) {
        const path = join(store.folder, basename(name))
        await copyFile(await store.path(ref), path)
        return path
      },
    },
  }
  return type.run({
    params: type.params.parse(options.params ?? {}),
    inputs: options.inputs ?? {},
    use,
    signal: options.signal ?? new AbortController().signal,
    progress: options.onProgress ?? (() => {}),
    mark: (key, value) => void marks.set(key, value),
    marks,
    log: (text, level = 'info') => options.onLog?.(text, level),
  })
}
