import { createHash } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ArtifactRef, MediaMeta } from '@segue/protocol'
import type { ArtifactStore } from '../../../artifacts/artifactStore.ts'
import type { TriggerEvent } from '../source.ts'
import type { Batch } from './choose.ts'
import type { Own } from './own.ts'
import { stampOf } from './settling.ts'

/** What became of a batch that was taken in. */
export type Taken =
  | { type: 'event'; event: TriggerEvent; stamps: Map<string, string> }
  /** Some are Segue's own. */
  | { type: 'own'; reason: string; stamps: Map<string, string> }
  /** These changed, or went, while they were read. */
  | { type: 'changed'; paths: string[] }
  /** This one cannot be read. */
  | { type: 'closed'; path: string; reason: string }

export interface TakeOptions {
  artifacts: Pick<ArtifactStore, 'putFile'>
  /** What is known of a media file. */
  facts(path: string, name: string): Promise<MediaMeta>
  own: Own
  /** Epoch milliseconds. */
  now(): number
}

/** Takes the files of batches in as a person's files are: their bytes are kept, whatever becomes of the folder. */
export type Take = (batch: Batch, where: { root: string; recipeId: string }) => Promise<Taken>

/** What an event may hold is limited; more than so many files at once is no set that a recipe has inputs for. */
export const mostTogether = 64

/** Makes what takes files in. */
export function createTake({ artifacts, facts, own, now }: TakeOptions): Take {
  const takeOne = async (path: string): Promise<ArtifactRef> => {
    const name = basename(path)
    const ref = await artifacts.putFile(path, { name, origin: path })
    return { ...ref, meta: await facts(path, name).catch(() => ({})) }
  }
  return async (batch, { root, recipeId }) => {
    const stamps = new Map<string, string>()
    const taken: { ref: ArtifactRef; path: string; role: string | null }[] = []
    let reason = ''
    for (const { path, role } of batch.files) {
      const full = join(root, path)
      const stamp = await stampNow(full)
      if (stamp === null) return { type: 'changed', paths: [path] }
      stamps.set(path, stamp)
      if (own.isOutput(full)) {
        reason = 'Segue itself wrote it'
        continue
      }
      let ref: ArtifactRef
      try {
        ref = await takeOne(full)
      } catch (error) {
        const reason = whyClosed(error)
        if (reason === null) throw error
        return { type: 'closed', path, reason }
      }
      if ((await stampNow(full)) !== stamp) return { type: 'changed', paths: [path] }
      const mine = await own.why(full, ref.artifactId, recipeId)
      if (mine === null) taken.push({ ref, path, role })
      else reason = mine
    }
    if (taken.length === 0 || (batch.isWhole && taken.length < batch.files.length))
      return { type: 'own', reason, stamps }
    return { type: 'event', event: eventOf(batch, { root, taken, stamps, at: now() }), stamps }
  }
}

interface Contents {
  root: string
  taken: { ref: ArtifactRef; path: string; role: string | null }[]
  stamps: ReadonlyMap<string, string>
  at: number
}

function eventOf({ name, take }: Batch, { root, taken, stamps, at }: Contents): TriggerEvent {
  const [first] = taken
  const lines = [...stamps].map(([path, stamp]) => `${path}\n${stamp}`)
  const roles = taken.flatMap(({ role, ref }) => (role === null || role === '' ? [] : [[role, ref]]))
  const more = taken.length > 1 ? ` and ${taken.length - 1} more` : ''
  return {
    key: `files:${createHash('sha256')
      .update([root, ...lines].join('\n'))
      .digest('hex')
      .slice(0, 32)}`,
    at,
    words: `${first?.path ?? ''}${more}`,
    // A reference is plain JSON; only its type does not say so.
    data: JSON.parse(
      JSON.stringify({
        file: first?.ref,
        ...(taken.length > 1 ? { files: taken.map(({ ref }) => ref) } : {}),
        ...(roles.length > 0 ? { roles: Object.fromEntries(roles) } : {}),
        name,
        folder: basename(dirname(join(root, first?.path ?? ''))),
        take,
      }),
    ),
  }
}

/** Why a file cannot be read now; null when that is not what an error says. */
export function whyClosed(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['EACCES', 'EPERM'].includes(code)) return 'Segue may not read it'
  if (code === 'EBUSY') return 'another program holds it'
  return ['ENOENT', 'EIO', 'ESTALE', 'EISDIR'].includes(code) ? `it cannot be read (${code})` : null
}

/** How a file is now; null when it is none. */
export async function stampNow(path: string): Promise<string | null> {
  const stats = await lstat(path, { bigint: true }).catch(() => null)
  return stats?.isFile() ? stampOf(stats) : null
}
