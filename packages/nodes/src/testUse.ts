import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { AppId, ArtifactRef, MediaMeta } from '@segue/protocol'
import { fail } from '@segue/protocol'
import type { z } from 'zod'
import type { BridgeUse, NodeType, Port, Use } from './defineNode.ts'

/** A store in a folder, for tests of nodes: artifacts are files named by their hash. */
export interface TestBench {
  /** Where an artifact's bytes lie. */
  path(ref: ArtifactRef): string
  /** Stores a file as an artifact, as a person's upload does. */
  take(path: string, options: { mime: string; meta?: MediaMeta; name?: string }): Promise<ArtifactRef>
  /** Runs a node type once, params checked and filled in by its schema. */
  run<P extends z.ZodObject, I extends Record<string, Port>, O extends Record<string, Port>>(
    type: NodeType<P, I, O>,
    args: { params?: z.input<P>; inputs: Parameters<NodeType<P, I, O>['run']>[0]['inputs'] },
  ): ReturnType<NodeType<P, I, O>['run']>
  /** What nodes logged. */
  log: string[]
  /** A file in the bench's folder. */
  file(name: string): string
}

/** A bench in a new temporary folder. `bridges` answer for applications. */
export async function createTestBench(bridges: Partial<Record<AppId, BridgeUse>> = {}): Promise<TestBench> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-nodes-'))
  const log: string[] = []
  let steps = 0
  const store = async (bytes: Uint8Array, rest: { mime: string; name: string; meta?: MediaMeta }) => {
    const artifactId = createHash('sha256').update(bytes).digest('hex')
    await writeFile(join(folder, artifactId), bytes)
    return { artifactId, bytes: bytes.length, mime: rest.mime, name: rest.name, meta: rest.meta ?? {} }
  }
  const makeUse = (workDir: string): Use => ({
    path: async ({ artifactId }) => join(folder, artifactId),
    save: async (source, options) =>
      store(typeof source === 'string' ? await readFile(source) : source, options),
    origin: async () => null,
    workDir,
    bridge: async (app) => {
      const bridge = bridges[app]
      if (bridge !== undefined) return bridge
      throw fail({
        code: 'bridge.disconnected',
        message: `No ${app}.`,
        hint: 'Give the bench one.',
        kind: 'environment',
      })
    },
    files: {
      deliver: async (ref, options) => {
        await mkdir(options.folder, { recursive: true })
        const path = join(options.folder, options.name)
        await copyFile(join(folder, ref.artifactId), path)
        return path
      },
    },
  })
  return {
    log,
    path: ({ artifactId }) => join(folder, artifactId),
    file: (name) => join(folder, name),
    take: async (path, options) => store(await readFile(path), { name: basename(path), ...options }),
    run: async (type, { params, inputs }) => {
      steps += 1
      return type.run({
        params: type.params.parse(params ?? {}) as Parameters<typeof type.run>[0]['params'],
        inputs,
        use: makeUse(join(folder, `step${steps}`)),
        signal: new AbortController().signal,
        progress: () => undefined,
        mark: () => undefined,
        marks: new Map(),
        log: (text) => log.push(text),
      })
    },
  }
}
