import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { failureOf } from '@segue/protocol'
import type { SourceOptions } from '../source.ts'
import { type Batch, type Chooser, createChooser, stemOf } from './choose.ts'
import { folderFailure, shareMissing } from './folderFailure.ts'
import { watchFolder } from './folderWatch.ts'
import { isMounted, isRemote, mountOf } from './mount.ts'
import type { FilesDeps } from './openFiles.ts'
import { createOwn } from './own.ts'
import { openSeen, type Seen } from './seen.ts'
import { createSettling, stampOf } from './settling.ts'
import { createTake, mostTogether, stampNow, whyClosed } from './take.ts'
import { type Found, openTree } from './tree.ts'

/** What one file trigger does at each look. */
export interface Work {
  /** Looks, fires what is ready, and says in how many milliseconds to look again. Never throws. */
  look(): Promise<number>
  close(): void
}

/** Everything is looked at so often also where changes are told: a system that is busy forgets some. */
const sweepMs = 60_000
const pollMs = 2000
/** Where it is not told, looking takes at most one part in so many of the time. */
const pollShare = 20
const retryMs = 2000
/** The clock of a file system counts in ticks, and may be so much behind. */
const tickMs = 20
/** Names of files that are gone are kept up to here, so that a share that comes back brings nothing old. */
const mostGone = 10_000

export interface WorkOptions extends SourceOptions<'files'> {
  deps: FilesDeps
  /** Something happened in the folder: look soon. */
  onChange(): void
}

/** Opens the work of a trigger; nothing is looked at yet. */
export function createWork({ deps, trigger, hear, passBy, stands, onChange }: WorkOptions): Work {
  const { db, clock } = deps
  const { settings, recipeId, since } = trigger
  const { folder, subfolders, existing, settleSec } = settings
  const own = createOwn(db, deps.outputs)
  const take = createTake({ ...deps, own, now: clock.now })
  const settling = createSettling(settleSec * 1000)
  const tree = openTree({ root: folder, subfolders, watch: deps.watch ?? watchFolder, onChange })
  const present = new Set<string>()
  const unreadable = new Map<string, string>()
  const held = new Map<string, string>()
  let parts: { seen: Seen; chooser: Chooser } | null = null
  let remote = false
  let sweepAt = 0
  let closed = false

  const openParts = () => ({
    seen: openSeen(db, trigger.id, JSON.stringify([since, folder, subfolders, existing])),
    chooser: createChooser(settings),
  })
  const absorb = async ({ files, gone, isWhole }: Found, { seen, chooser }: NonNullable<typeof parts>) => {
    const fitting = [...files].filter(([path]) => chooser.fits(basename(path)))
    if (isWhole) present.clear()
    for (const path of gone) present.delete(path)
    for (const [path] of fitting) present.add(path)
    for (const path of [...settling.ripe(), ...settling.unripe()]) if (!present.has(path)) settling.drop(path)
    if (isWhole) {
      // What changed or came before the trigger began was there before it.
      const before = fitting.filter(([, { ctimeMs }]) => Number(ctimeMs) <= since - tickMs)
      const mount = await mountOf(folder)
      // Another disk, or one where none was: what is old on it was there before, too.
      const isOther = seen.isNew || mount !== seen.mount()
      if (isOther && !existing) seen.keep(new Map(before.map(([path, stats]) => [path, stampOf(stats)])))
      seen.begin(mount)
      const lost = seen.paths().filter((path) => !present.has(path))
      if (lost.length > present.size + mostGone) seen.forget(lost)
    }
    for (const [path, stats] of fitting) {
      const stamp = stampOf(stats)
      const before = seen.elsewhere(path, stamp)
      if (stats.size === 0n || seen.stamp(path) === stamp) settling.drop(path)
      else if (before !== null && (await stampNow(join(folder, before))) !== stamp) {
        seen.move(before, path, stamp)
        settling.drop(path)
      } else settling.see(path, stamp, clock.steady())
    }
  }
  const settle = async () => {
    for (const path of settling.due(clock.steady())) {
      const full = join(folder, path)
      const stamp = await stampNow(full)
      if (stamp === null) settling.drop(path)
      else if (stamp !== settling.stamp(path)) settling.see(path, stamp, clock.steady())
      else if (await canRead(full, path)) settling.ripen(path)
    }
  }
  const refuse = (path: string, reason: string) => {
    unreadable.set(path, reason)
    settling.again(path, clock.steady())
  }
  const canRead = async (full: string, path: string): Promise<boolean> => {
    try {
      const file = await open(full)
      await file.read(Buffer.alloc(1))
      await file.close()
      unreadable.delete(path)
      return true
    } catch (error) {
      refuse(path, whyClosed(error) ?? failureOf(error).message)
      return false
    }
  }
  const goBy = (path: string, reason: string) =>
    passBy({ at: clock.now(), words: path, data: { name: stemOf(path), folder: folderOf(path) } }, reason)
  const folderOf = (path: string) => basename(dirname(join(folder, path)))

  const fire = async ({ seen, chooser }: NonNullable<typeof parts>) => {
    const ripe = settling.ripe()
    if (ripe.length === 0) return
    const done = [...present].filter((path) => settling.stamp(path) === null)
    const choice = chooser.choose({ ripe, unripe: settling.unripe(), present, done })
    const finish = (stamps: ReadonlyMap<string, string>) => {
      seen.keep(stamps)
      for (const path of stamps.keys()) {
        settling.drop(path)
        held.delete(path)
      }
    }
    const stampsOf = (paths: readonly string[]) =>
      new Map(paths.flatMap((path) => [[path, settling.stamp(path) ?? ''] as const]))
    for (const { path, reason } of choice.hold) {
      const news = `${settling.stamp(path)} ${reason}`
      if (held.get(path) !== news) goBy(path, reason)
      held.set(path, news)
    }
    for (const { path, reason } of choice.pass) goBy(path, reason)
    finish(stampsOf(choice.pass.map(({ path }) => path)))
    for (const batch of choice.fire) {
      if (closed) return
      if (batch.files.length > mostTogether) {
        goBy(batch.name, `${batch.files.length} files came at once; one run takes at most ${mostTogether}`)
        finish(stampsOf(batch.files.map(({ path }) => path)))
      } else await fireOne(batch, finish)
    }
  }
  const fireOne = async (batch: Batch, finish: (stamps: ReadonlyMap<string, string>) => void) => {
    const taken = await take(batch, { root: folder, recipeId })
    if (closed) return
    if (taken.type === 'changed') {
      for (const path of taken.paths) settling.again(path, clock.steady())
      tree.spoil()
    } else if (taken.type === 'closed') refuse(taken.path, taken.reason)
    else if (taken.type === 'own') {
      goBy(batch.files[0]?.path ?? '', taken.reason)
      finish(taken.stamps)
    } else {
      await hear(taken.event)
      if (!closed) finish(taken.stamps)
    }
  }
  const note = (everyMs: number): string | null => {
    const { links, closed: shut } = tree.left()
    const why = tree.deaf() ?? (remote ? 'changes on a network are not told' : null)
    const lines = [
      why === null ? [] : `It looks every ${Math.ceil(everyMs / 1000)} s, because ${why}.`,
      links === 0 ? [] : `${links} ${links === 1 ? 'link in it is' : 'links in it are'} not followed.`,
      shut.length === 0 ? [] : `Segue may not look into ${listed(shut)}.`,
      [...unreadable].slice(0, 1).map(([path, reason]) => `${path} has to wait: ${reason}.`),
    ].flat()
    return lines.length === 0 ? null : lines.join(' ')
  }
  return {
    async look() {
      try {
        parts ??= openParts()
        const mount = parts.seen.mount()
        if (mount !== null && !(await isMounted(mount))) throw shareMissing(mount)
        if (clock.steady() >= sweepAt) tree.spoil()
        const begun = clock.steady()
        const found = await tree.look()
        if (closed) return 0
        if (found.isWhole) remote = await isRemote(folder)
        const poll = Math.max(pollMs, (clock.steady() - begun) * pollShare)
        const everyMs = remote || tree.deaf() !== null ? poll : sweepMs
        if (found.isWhole) sweepAt = clock.steady() + everyMs
        await absorb(found, parts)
        await settle()
        await fire(parts)
        if (closed) return 0
        for (const path of unreadable.keys()) if (!present.has(path)) unreadable.delete(path)
        stands({ failure: null, note: note(everyMs) })
        return Math.max(0, Math.min(sweepAt, settling.nextDue() ?? sweepAt) - clock.steady())
      } catch (error) {
        tree.letGo()
        if (!closed) stands({ failure: folderFailure(folder, error), note: null })
        return retryMs
      }
    },
    close() {
      closed = true
      tree.letGo()
    },
  }
}

const listed = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
