import { statfs } from 'node:fs/promises'

const everyMs = 2000
const room = 1 << 20

/** Looks, while steps wait for it, whether a disk takes something again. */
export interface DiskWatch {
  /** Calls `onRoom` once when there is more room than now. */
  await(onRoom: () => void): void
  close(): void
}

/** Watches the disk that holds `folder`. */
export function createDiskWatch(folder: string): DiskWatch {
  let listeners: (() => void)[] = []
  let floor = Number.POSITIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    if (free < floor + room) {
      floor = Math.min(floor, free)
      return
    }
    const told = listeners
    stop()
    for (const listener of told) listener()
  }
  const stop = () => {
    clearInterval(timer)
    timer = undefined
    listeners = []
    floor = Number.POSITIVE_INFINITY
  }
  return {
    await(onRoom) {
      listeners.push(onRoom)
      if (timer) return
      // The first look only measures; a folder that cannot be read tells nothing, and waiting steps try by themselves.
      look().catch(() => {})
      timer = setInterval(() => look().catch(() => {}), everyMs)
      timer.unref()
    },
    close: stop,
  }
}
