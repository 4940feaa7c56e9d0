import type { Database } from '../../../store/database.ts'

/** What one trigger is done with, over restarts: files by their path in the folder, and how each was. */
export interface Seen {
  /** Whether this is the first look since the trigger began, or since it watches this folder in this way. */
  isNew: boolean
  /** Where the disk or share of the folder is mounted, as it was when it was there last. */
  mount(): string | null
  /** How a file was when it was done with, or null. */
  stamp(path: string): string | null
  /** Another path at which exactly this file was done with, or null. */
  elsewhere(path: string, stamp: string): string | null
  /** Paths that were done with, also those of files that are gone. */
  paths(): string[]
  /** Is done with these, in one transaction. */
  keep(files: ReadonlyMap<string, string>): void
  /** The same file now has another name. */
  move(from: string, to: string, stamp: string): void
  forget(paths: readonly string[]): void
  /** The first look is over: from now on everything that is not known is new. */
  begin(mount: string | null): void
}

/** Opens what a trigger has seen. `begun` says since when and how it watches; anything else begins anew. */
export function openSeen(db: Database, triggerId: string, begun: string): Seen {
  const known = db.get('SELECT begun, mount FROM watched_folders WHERE trigger_id = ?', triggerId)
  const isNew = known?.begun !== begun
  let mount = !isNew && typeof known?.mount === 'string' ? known.mount : null
  const stamps = new Map<string, string>()
  const places = new Map<string, string>()
  const note = (path: string, stamp: string) => {
    stamps.set(path, stamp)
    places.set(stamp, path)
  }
  const drop = (path: string) => {
    const stamp = stamps.get(path)
    if (stamp !== undefined && places.get(stamp) === path) places.delete(stamp)
    stamps.delete(path)
  }
  if (!isNew)
    for (const row of db.all('SELECT path, stamp FROM watched_files WHERE trigger_id = ?', triggerId))
      note(String(row.path), String(row.stamp))
  const put = (path: string, stamp: string) =>
    db.run('INSERT OR REPLACE INTO watched_files VALUES (?, ?, ?)', triggerId, path, stamp)
  const remove = (path: string) =>
    db.run('DELETE FROM watched_files WHERE trigger_id = ? AND path = ?', triggerId, path)
  const seen: Seen = {
    isNew,
    mount: () => mount,
    stamp: (path) => stamps.get(path) ?? null,
    elsewhere(path, stamp) {
      const place = places.get(stamp)
      return place === undefined || place === path ? null : place
    },
    paths: () => [...stamps.keys()],
    keep(files) {
      // Before the first look is over nothing of it counts.
      if (files.size > 0 && !seen.isNew)
        db.tx(() => {
          for (const [path, stamp] of files) put(path, stamp)
        })
      for (const [path, stamp] of files) note(path, stamp)
    },
    move(from, to, stamp) {
      db.tx(() => {
        remove(from)
        put(to, stamp)
      })
      drop(from)
      note(to, stamp)
    },
    forget(paths) {
      if (paths.length === 0) return
      db.tx(() => {
        for (const path of paths) remove(path)
      })
      for (const path of paths) drop(path)
    },
    begin(place) {
      if (!seen.isNew && place === mount) return
      db.tx(() => {
        // What an earlier way of watching had seen says nothing about this one.
        if (seen.isNew) {
          db.run('DELETE FROM watched_files WHERE trigger_id = ?', triggerId)
          for (const [path, stamp] of stamps) put(path, stamp)
        }
        db.run('INSERT OR REPLACE INTO watched_folders VALUES (?, ?, ?)', triggerId, begun, place)
      })
      mount = place
      seen.isNew = false
    },
  }
  return seen
}
