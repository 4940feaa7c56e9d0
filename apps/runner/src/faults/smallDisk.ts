import { spawnSync } from 'node:child_process'
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a few mebibytes that a test may fill. */
export interface SmallDisk {
  readonly folder: string
  /** Takes all room that there is but so many bytes. */
  fill(leaving?: number): void
  /** Gives it back. */
  free(): void
  remove(): void
}

/** Mounts a disk in memory; null where that is refused: it takes Linux and its administrator. */
export function openSmallDisk(bytes: number): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = mkdtempSync(join(tmpdir(), 'segue-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'segue', folder])
  if (mounted.status !== 0) {
    rmdirSync(folder)
    return null
  }
  const filler = join(folder, 'filler')
  return {
    folder,
    fill(leaving = 0) {
      const file = openSync(filler, 'a')
      for (let size = 1 << 16; size >= 1; )
        try {
          if (writeSync(file, Buffer.alloc(size)) < size) size >>= 1
        } catch {
          size >>= 1
        }
      ftruncateSync(file, fstatSync(file).size - leaving)
      closeSync(file)
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      spawnSync('umount', ['--lazy', folder])
      rmdirSync(folder)
    },
  }
}
