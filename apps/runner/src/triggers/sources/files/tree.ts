import type { BigIntStats, Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '@segue/protocol'
import { isExhausted, type WatchFolder } from './folderWatch.ts'
import { isIgnored } from './ignored.ts'

/** What a look at a folder found. Paths are relative to it, with `/`. */
export interface Found {
  /** Files that are there and may have changed. */
  files: Map<string, BigIntStats>
  /** Files that are there no more, as far as somebody told; a whole look names everything that is there. */
  gone: string[]
  isWhole: boolean
}

/** A folder, and those in it, that are looked at and watched. */
export interface Tree {
  /** Looks at what changed since the last look. Fails when the folder itself cannot be read. */
  look(): Promise<Found>
  /** Looks at everything next time. */
  spoil(): void
  /** Why it is not told of changes; null while it is. */
  deaf(): string | null
  /** Links that are not followed, and folders that cannot be read, at the last whole look. */
  left(): { links: number; closed: string[] }
  /** Lets go of all watches; the next look takes them again. */
  letGo(): void
}

export interface TreeOptions {
  root: string
  subfolders: boolean
  watch: WatchFolder
  /** Something happened: look soon. */
  onChange(): void
}

const mostFiles = 200_000
const atOnce = 64
const exhausted = 'the system lets no more folders be watched'

/** Opens a folder; nothing is looked at yet. Links are never followed, so that no circle and no way out can be there. */
export function openTree({ root, subfolders, watch, onChange }: TreeOptions): Tree {
  const watches = new Map<string, { ino: bigint; stop: () => void }>()
  let dirty = new Set<string>()
  let isSpoiled = true
  let deaf: string | null = null
  let [links, closed]: [number, string[]] = [0, []]

  const letGo = () => {
    for (const { stop } of watches.values()) stop()
    watches.clear()
    isSpoiled = true
  }
  const goDeaf = (why: string) => {
    letGo()
    deaf = why
  }
  const told = (folder: string, name: string | null) => {
    const path = name === null ? null : below(folder, name.replaceAll('\\', '/'))
    if (path === null || watches.has(path)) isSpoiled = true
    else if (name !== null && isIgnored(name, false)) return
    else dirty.add(path)
    onChange()
  }
  const listen = (folder: string, ino: bigint) => {
    if (deaf !== null || watches.get(folder)?.ino === ino) return
    watches.get(folder)?.stop()
    watches.delete(folder)
    const onError = (error: unknown) => {
      if (isExhausted(error)) goDeaf(exhausted)
      else if (watches.get(folder)?.stop === stop) watches.delete(folder)
      isSpoiled = true
      onChange()
    }
    let stop = () => {}
    try {
      stop = watch(join(root, folder), { onChange: (name) => told(folder, name), onError })
      watches.set(folder, { ino, stop })
    } catch (error) {
      if (isExhausted(error)) goDeaf(exhausted)
    }
  }
  const walk = async (folder: string, files: Found['files'], folders: Set<string>): Promise<void> => {
    let entries: Dirent[]
    try {
      const { ino } = await lstat(join(root, folder, '.'), { bigint: true })
      // First the watch: what comes between it and the look is told.
      listen(folder, ino)
      entries = await readdir(join(root, folder), { withFileTypes: true })
    } catch (error) {
      if (folder === '') throw error
      if (!isGone(error)) closed.push(folder)
      return
    }
    folders.add(folder)
    const wanted = entries.filter((one) => !isIgnored(one.name, one.isDirectory()))
    links += wanted.filter((one) => one.isSymbolicLink()).length
    const plain = wanted.filter((one) => one.isFile()).map(({ name }) => below(folder, name))
    if (files.size + plain.length > mostFiles) throw tooMany(root)
    for (let at = 0; at < plain.length; at += atOnce)
      await Promise.all(
        plain.slice(at, at + atOnce).map(async (path) => {
          const stats = await statOf(path)
          if (stats) files.set(path, stats)
        }),
      )
    if (!subfolders) return
    for (const one of wanted) if (one.isDirectory()) await walk(below(folder, one.name), files, folders)
  }
  const statOf = (path: string) => lstat(join(root, path), { bigint: true }).catch(() => null)

  return {
    deaf: () => deaf,
    left: () => ({ links, closed }),
    letGo,
    spoil() {
      isSpoiled = true
    },
    async look() {
      const files: Found['files'] = new Map()
      const paths = [...dirty]
      dirty = new Set()
      if (!isSpoiled) {
        const gone: string[] = []
        for (const path of paths) {
          const stats = await statOf(path)
          if (stats?.isFile()) files.set(path, stats)
          else if (stats === null) gone.push(path)
          else if (stats.isDirectory() && subfolders) isSpoiled = true
        }
        if (!isSpoiled) return { files, gone, isWhole: false }
      }
      isSpoiled = false
      const folders = new Set<string>()
      ;[links, closed] = [0, []]
      try {
        await walk('', files, folders)
      } catch (error) {
        isSpoiled = true
        throw error
      }
      for (const [folder, { stop }] of watches)
        if (!folders.has(folder)) {
          stop()
          watches.delete(folder)
        }
      return { files, gone: [], isWhole: true }
    },
  }
}

const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))

const tooMany = (root: string) =>
  fail({
    code: 'files.too_many',
    message: `There are more than ${mostFiles.toLocaleString('en')} files in ${root}.`,
    hint: 'Watch a folder further in, or leave out its subfolders.',
    kind: 'input',
  })
