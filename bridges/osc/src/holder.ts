import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'

/**
 * The name of the program that holds a UDP port, as far as Linux lets its user see (`proc(5)`: `net/udp`, `fd`, `exe`);
 * `self` when it is this one. Null elsewhere, or when it belongs to somebody else.
 */
export async function holderOf(port: number): Promise<string | null> {
  try {
    const sockets = (
      await Promise.all(['udp', 'udp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8')))
    )
      .flatMap((text) => text.split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16) === port)
      .map((fields) => `socket:[${fields[9]}]`)
    if (sockets.length === 0) return null
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
      for (const file of files)
        if (sockets.includes(await readlink(`/proc/${pid}/fd/${file}`).catch(() => '')))
          return pid === String(process.pid) ? 'self' : basename(await readlink(`/proc/${pid}/exe`))
    }
  } catch {
    // Not Linux, or closed to its users.
  }
  return null
}
