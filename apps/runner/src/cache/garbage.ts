import { setTimeout as delay } from 'node:timers/promises'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import type { Cache } from './cache.ts'
import { type Candidate, victims } from './evict.ts'
import { heldFiles, inTurns, shownFiles } from './held.ts'
import { createReferences, type References } from './references.ts'

/** Keeps the store within its size. */
export interface Garbage {
  /** Looks soon: after runs, and at the start. Several calls are one look. */
  soon(): void
  /** Looks now. Returns how many files went. `whole`: also for what nothing names any more, whatever day it is. */
  sweep(how?: { whole?: boolean }): Promise<number>
  close(): Promise<void>
}

export interface GarbageOptions {
  db: Database
  artifacts: Pick<ArtifactStore, 'path' | 'remove' | 'bytes' | 'sweepStrays'>
  cache: Pick<Cache, 'doubt' | 'flush'>
  log: Logger
  /** Size of all stored files that is not to be passed. */
  maxBytes(): number
  /** JSON that names files which stay whatever else happens: the samples. */
  pinned(): Promise<readonly string[]>
  now?: () => number
  /** Time in which a result that was just found is written down where it counts. */
  graceMs?: number
}

const soonMs = 3000
const dayMs = 86_400_000
/** A sweep makes some room, so that not every run needs one. */
const target = 0.9
const warning = 0.8
/** Parts do not say what they took; a frame is seldom quicker. */
const partMs = 1000

type Kept = Candidate & { table: 'results' | 'parts'; files: readonly string[] }

/** Opens the sweeper of a store. Only one sweep goes on at a time. */
export function createGarbage(options: GarbageOptions): Garbage {
  const { db, artifacts, cache, log, maxBytes: room, pinned, now = Date.now, graceMs = 2000 } = options
  let timer: NodeJS.Timeout | undefined
  let going: Promise<number> | null = null
  let lastOrphans = Number.NEGATIVE_INFINITY
  let lastWarning = Number.NEGATIVE_INFINITY

  const evict = async (references: References): Promise<string[]> => {
    const bytes = artifacts.bytes()
    const maxBytes = room()
    if (bytes > maxBytes * warning && now() - lastWarning > dayMs) {
      lastWarning = now()
      log.warn({ bytes, maxBytes }, 'stored files take most of the room they may; old results go first')
    }
    if (bytes <= maxBytes) return []
    cache.flush()
    const kept = await keptResults(db, references)
    const held = await stays()
    const uses = new Map<string, number>()
    for (const { files } of kept) for (const id of files) uses.set(id, (uses.get(id) ?? 0) + 1)
    const sizes = sizesOf(db)
    const freed = ({ files }: Kept): number => {
      let free = 0
      for (const id of files) {
        const left = (uses.get(id) ?? 0) - 1
        uses.set(id, left)
        if (left === 0 && !held.has(id)) free += sizes.get(id) ?? 0
      }
      return free
    }
    // What an unfinished run may have found and not yet written down stays.
    const since = oldestOpen(db)
    const gone = victims(
      kept.filter(({ usedAt }) => usedAt < since),
      { tooMuch: bytes - maxBytes * target, now: now(), freed },
    )
    db.tx(() => {
      for (const { table, key } of gone)
        db.run(
          table === 'results' ? 'DELETE FROM results WHERE key = ?' : 'DELETE FROM parts WHERE key = ?',
          key,
        )
    })
    cache.doubt()
    return gone.flatMap(({ files }) => files)
  }

  /** Files that nothing names and nobody used for a day: uploads, and what failed steps left. */
  const orphans = async (references: References): Promise<string[]> => {
    if (now() - lastOrphans < dayMs) return []
    lastOrphans = now()
    await artifacts.sweepStrays()
    const old = db
      .all('SELECT id FROM artifacts WHERE created_at < ?', now() - dayMs)
      .map(({ id }) => String(id))
    if (old.length === 0) return []
    const shown = await shownFiles(db, references)
    return old.filter((id) => !shown.has(id))
  }

  const stays = async (): Promise<Set<string>> => {
    const references = createReferences(artifacts)
    const held = await heldFiles(db, references)
    for (const text of await pinned()) for (const id of await references.in(text)) held.add(id)
    return held
  }

  const sweep = async (): Promise<number> => {
    const references = createReferences(artifacts)
    const unwanted = new Set([...(await evict(references)), ...(await orphans(references))])
    if (unwanted.size === 0) return 0
    await delay(graceMs)
    cache.flush()
    const held = await stays()
    for (const { files } of await keptResults(db, references)) for (const id of files) held.add(id)
    const gone = withPictures(
      db,
      [...unwanted].filter((id) => !held.has(id)),
      held,
    )
    let count = 0
    await inTurns(chunks(gone, 50), async (some) => {
      count += artifacts.remove(some, oldestOpen(db)).length
    })
    cache.doubt()
    log.info({ files: count }, 'removed stored files that can be made again')
    return count
  }

  const once = (): Promise<number> => {
    going ??= sweep().finally(() => {
      going = null
    })
    return going
  }
  return {
    sweep({ whole = false } = {}) {
      if (whole) lastOrphans = Number.NEGATIVE_INFINITY
      return once()
    },
    soon() {
      timer ??= setTimeout(() => {
        timer = undefined
        once().catch((error: Error) => log.warn(`stored files could not be swept: ${error.message}`))
      }, soonMs)
      timer.unref()
    },
    async close() {
      clearTimeout(timer)
      await going?.catch(() => {})
    },
  }
}

/** When the oldest unfinished run began. What it uses may stand nowhere yet. */
function oldestOpen(db: Database): number {
  const open =
    "SELECT min(created_at) AS at FROM runs WHERE status NOT IN ('succeeded', 'failed', 'cancelled')"
  return Number(db.get(open)?.at ?? Number.POSITIVE_INFINITY)
}

async function keptResults(db: Database, references: References): Promise<Kept[]> {
  const kept: Kept[] = []
  const rows = [
    ...db.all(`SELECT 'results' AS "table", key, outputs AS text, ms, bytes, used_at FROM results`),
    ...db.all(`SELECT 'parts' AS "table", key, value AS text, ${partMs} AS ms, bytes, used_at FROM parts`),
  ]
  await inTurns(rows, async (row) => {
    kept.push({
      table: row.table === 'parts' ? 'parts' : 'results',
      key: String(row.key),
      bytes: Number(row.bytes),
      ms: Number(row.ms),
      usedAt: Number(row.used_at),
      files: [...new Set(await references.in(String(row.text)))],
    })
  })
  return kept
}

const sizesOf = (db: Database): Map<string, number> =>
  new Map(db.all('SELECT id, bytes FROM artifacts').map(({ id, bytes }) => [String(id), Number(bytes)]))

/** These files, and the pictures that were made of them; their rows go. Pictures that are held stay. */
function withPictures(db: Database, ids: readonly string[], held: ReadonlySet<string>): string[] {
  const all = new Set(ids)
  db.tx(() => {
    for (const id of ids) {
      for (const { data } of db.all('SELECT data FROM previews WHERE artifact_id = ?', id))
        for (const [, picture = ''] of String(data).matchAll(/"artifactId":"([0-9a-f]{64})"/g))
          if (!held.has(picture)) all.add(picture)
      db.run('DELETE FROM previews WHERE artifact_id = ?', id)
      db.run('DELETE FROM identities WHERE artifact_id = ?', id)
    }
  })
  return [...all]
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
