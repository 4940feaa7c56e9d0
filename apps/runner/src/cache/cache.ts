import type { PlanNode } from '@segue/engine'
import { type AnyNodeType, catalogue } from '@segue/nodes'
import { mimeTypes } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Values } from '../host/hostTypes.ts'
import type { Database } from '../store/database.ts'
import { createBuffers } from './buffer.ts'
import { closureOf, type LookAhead } from './closure.ts'
import { filesOf, refsIn } from './files.ts'
import { openIdentities } from './identities.ts'
import { type KeyParts, keyOf, keyParts } from './key.ts'
import { type LastKeys, openLastKeys } from './lastKeys.ts'
import { openParts, type Parts } from './parts.ts'
import { type KeptResult, openResults } from './results.ts'

/** A step whose inputs are known. */
export interface KnownStep {
  node: PlanNode
  inputs: Values
  provider: string | null
}

export interface StepKey {
  key: string
  parts: KeyParts
}

/** Results across runs, addressed by everything they depend on. */
export interface Cache {
  readonly parts: Parts
  readonly last: LastKeys
  /** What node types may use to look ahead. */
  readonly use: LookAhead
  /** The key of a step; null when it has none. Fails by name when a file is missing that it depends on. */
  keyOf(step: KnownStep): Promise<StepKey | null>
  /** The key of a step that certainly has no result, known without waiting; null: ask `keyOf` and `find`. */
  missing(step: KnownStep): StepKey | null
  /** Calls back for every result that is kept from now on. */
  onKept(listener: (key: string) => void): void
  /** A result, if all its files are still there. `touch`: it is good for something now. */
  find(key: string, options?: { touch: boolean }): Promise<KeptResult | null>
  /**
   * Takes in what a step made in `ms`: its files get their identities, and its outputs are kept unless something
   * that they depend on has changed meanwhile. `before` is its key at its start.
   */
  keep(step: KnownStep, before: StepKey | null, made: KeptResult): Promise<void>
  /** Forgets which results were found whole; after files were removed. */
  doubt(): void
  /** Writes what is waiting to be written. */
  flush(): void
  close(): void
}

export interface CacheOptions {
  db: Database
  artifacts: Pick<ArtifactStore, 'has' | 'lacks' | 'path' | 'origin' | 'putFile' | 'putBytes'>
  /** Files whose scripts may run; none when left out. */
  trusted?: LookAhead['trusted']
  /** What opens a scene in place of the application that a run is bound to; null when that one does. */
  opener?(path: string): Promise<string | null>
  /** Epoch milliseconds; the machine's clock when left out. */
  now?: () => number
  types?: ReadonlyMap<string, AnyNodeType>
}

const noneTrusted = async () => ({ hashes: [], grant: '' })

/** Opens the cache of a store. */
export function openCache(options: CacheOptions): Cache {
  const { db, artifacts, opener, trusted = noneTrusted, now = Date.now, types = catalogue } = options
  const buffers = createBuffers(db)
  const results = openResults(db, buffers, now)
  const parts = openParts({ db, buffers, now }, artifacts)
  const identities = openIdentities(db, artifacts)
  const whole = new Set<string>()
  const listeners: ((key: string) => void)[] = []
  const use: LookAhead = {
    path: artifacts.path,
    origin: async (ref) => artifacts.origin(ref.artifactId),
    recall: async (key) => parts.recall(key),
    remember: async (key, value) => parts.remember(key, value),
    trusted,
    save: (source, facts) =>
      typeof source === 'string' ? artifacts.putFile(source, facts) : artifacts.putBytes(source, facts),
  }

  const typeOf = ({ node, provider }: KnownStep): AnyNodeType | null =>
    // An application without a version is one that is not here yet.
    node.cacheable && (provider === null || provider.includes('@')) ? (types.get(node.type) ?? null) : null
  const made = (
    type: AnyNodeType,
    { node, inputs, provider }: KnownStep,
    closure: Record<string, string>,
  ) => {
    const { params, version } = node
    const found = keyParts({ type, version, params, inputs, closure, provider }, identities.of)
    return found && { key: keyOf(found), parts: found }
  }
  const mayBeOpened = ({ provider }: KnownStep) =>
    opener !== undefined && provider?.startsWith('blender@') === true
  /** A newer scene is opened by a newer version than the run is bound to. */
  const opened = async (step: KnownStep): Promise<Record<string, string>> => {
    if (!opener || !mayBeOpened(step)) return {}
    const found: Record<string, string> = {}
    for (const ref of refsIn({ ...step.node.params, ...step.inputs })) {
      if (ref.mime !== mimeTypes.blend) continue
      const by = await artifacts.path(ref).then(opener, () => null)
      if (by !== null) found[`opener of ${ref.name}`] = by
    }
    return found
  }
  const key: Cache['keyOf'] = async (step) => {
    const type = typeOf(step)
    const { params } = step.node
    return (
      type &&
      made(type, step, { ...(await closureOf({ ...step, type, params, use })), ...(await opened(step)) })
    )
  }
  const isWhole = async (outputs: Values): Promise<boolean> => {
    try {
      const files = await filesOf(outputs, artifacts)
      for (const ref of refsIn(outputs)) await artifacts.path(ref)
      return artifacts.lacks([...files.keys()]) === 0
    } catch {
      return false
    }
  }

  return {
    parts,
    last: openLastKeys(db, buffers),
    use,
    keyOf: key,
    missing(step) {
      const type = typeOf(step)
      const isPlain = type && (type.control || (!type.closure && !mayBeOpened(step)))
      const found = isPlain ? made(type, step, {}) : null
      return found && !results.has(found.key) ? found : null
    },
    onKept: (listener) => void listeners.push(listener),
    async find(key, { touch } = { touch: true }) {
      const found = results.get(key)
      if (!found) return null
      if (!whole.has(key) && !(await isWhole(found.outputs))) {
        results.remove(key)
        return null
      }
      whole.add(key)
      if (touch) results.used(key)
      return found
    },
    async keep(step, before, { outputs, ms }) {
      const { node, inputs } = step
      const still = before !== null && (await key(step))?.key === before.key ? before.key : null
      const made = types.get(node.type)?.reproducible === false ? still : null
      await identities.learn(outputs, { key: made, given: [inputs, node.params] })
      if (still === null) return
      const files = await filesOf(outputs, artifacts)
      const bytes = files.values().reduce((sum, size) => sum + size, 0)
      results.put(still, { type: node.type, outputs, ms, bytes })
      for (const listener of listeners) listener(still)
    },
    doubt: () => whole.clear(),
    flush: buffers.flush,
    close: buffers.close,
  }
}
