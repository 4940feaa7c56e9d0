import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlanNode } from '@segue/engine'
import { testTypes } from '@segue/engine/testing/types'
import type { AnyNodeType } from '@segue/nodes'
import type { ArtifactRef } from '@segue/protocol'
import { onTestFinished } from 'vitest'
import { type ArtifactStore, openArtifacts } from '../artifacts/artifactStore.ts'
import { graph } from '../host/graphs.ts'
import type { Values } from '../host/hostTypes.ts'
import type { Json } from '../lanes/attempt.ts'
import { tempStore } from '../services/testing/tempStore.ts'
import type { Database } from '../store/database.ts'
import { type Cache, type CacheOptions, type KnownStep, openCache } from './cache.ts'

/** A cache over real files, with the engine's own test types. */
export interface CacheLab {
  readonly db: Database
  readonly folder: string
  readonly artifacts: ArtifactStore
  readonly cache: Cache
  /** Another cache over the same store, as the next process has it. */
  reopen(): Cache
  file(text: string, more?: Partial<ArtifactRef>): Promise<ArtifactRef>
  step(inputs?: Values, more?: Partial<PlanNode>, provider?: string | null): KnownStep
}

/** A reference as the JSON that travels on an edge. */
export const asJson = (ref: ArtifactRef): Json => JSON.parse(JSON.stringify(ref))

/** Opens it; `type` says what is special about the node type of its steps. */
export async function openCacheLab(
  type: Partial<AnyNodeType> = {},
  more: Pick<CacheOptions, 'opener'> = {},
): Promise<CacheLab> {
  const folder = mkdtempSync(join(tmpdir(), 'segue-cache-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const db = tempStore()
  for (const name of ['artifacts', 'incoming']) mkdirSync(join(folder, name))
  const artifacts = await openArtifacts(db, join(folder, 'artifacts'), join(folder, 'incoming'))
  // The engine's test types have all that the cache asks of a node type.
  const types = new Map(testTypes) as unknown as Map<string, AnyNodeType>
  const join_ = types.get('test.join')
  if (join_) types.set('test.join', { ...join_, ...type } as AnyNodeType)
  const open = () => openCache({ db, artifacts, types, ...more })
  const [node] = graph({ a: {} }).plan.nodes
  if (!node) throw new Error('no node')
  return {
    ...{ db, folder, artifacts, cache: open(), reopen: open },
    async file(text, { name = 'file.txt', ...more } = {}) {
      return { ...(await artifacts.putBytes(Buffer.from(text), { name })), ...more }
    },
    step: (inputs = {}, more = {}, provider = null) => ({ node: { ...node, ...more }, inputs, provider }),
  }
}
