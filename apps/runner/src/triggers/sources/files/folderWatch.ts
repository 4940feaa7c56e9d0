import { watch } from 'node:fs'

/** Watches the entries of one folder, not those of folders in it. Throws, or calls `onError` later, as the system does. */
export type WatchFolder = (folder: string, listener: FolderListener) => () => void

export interface FolderListener {
  /** Something happened to this entry; null when the system does not say to which. */
  onChange(name: string | null): void
  onError(error: unknown): void
}

/** The system's own way: inotify, FSEvents, ReadDirectoryChangesW. One watch for a folder, however many files. */
export const watchFolder: WatchFolder = (folder, { onChange, onError }) => {
  const watcher = watch(folder, { persistent: false, encoding: 'utf8' }, (_, name) => onChange(name))
  watcher.on('error', onError)
  return () => watcher.close()
}

/** Whether the system has no more watches or files to give, so that looking again and again is all that is left. */
export const isExhausted = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOSPC', 'EMFILE', 'ENFILE', 'ENOMEM'].includes(String(error.code))
