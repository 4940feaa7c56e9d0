import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const endings: ReadonlySet<string> = new Set(['.wav', '.aif', '.aiff', '.flac', '.mp3'])
/** An application that still writes changes a file within this time. */
const settleMs = 1500

interface Found {
  path: string
  size: number
  mtimeMs: number
}

/**
 * Path of the newest sound in a folder that was written after `since` (epoch milliseconds), once nobody writes it any
 * more; `writing` while it still grows, null when there is none.
 */
export async function newestSound(
  folder: string,
  since: number,
  signal: AbortSignal,
): Promise<string | 'writing' | null> {
  const before = await newest(folder, since)
  if (before === null) return null
  await pause(settleMs, undefined, { signal })
  const after = await newest(folder, since)
  const settled =
    after?.path === before.path &&
    after.size === before.size &&
    after.mtimeMs === before.mtimeMs &&
    after.size > 0
  return settled ? after.path : 'writing'
}

async function newest(folder: string, since: number): Promise<Found | null> {
  const names = await readdir(folder).catch(() => [])
  const all = await Promise.all(
    names
      .filter((name) => endings.has(extname(name).toLowerCase()) && !name.startsWith('.'))
      .map(async (name) => {
        const path = join(folder, name)
        const facts = await stat(path).catch(() => null)
        return facts?.isFile() ? { path, size: facts.size, mtimeMs: facts.mtimeMs } : null
      }),
  )
  return all
    .filter((one) => one !== null && one.mtimeMs >= since)
    .reduce<Found | null>((best, one) => (one && one.mtimeMs > (best?.mtimeMs ?? 0) ? one : best), null)
}
