import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const ChildRecord = z.object({
  app: z.string(),
  pid: z.number().int().positive(),
  /** When the process started, as its system tells it; with the pid it names one process for ever. */
  started: z.string(),
  /** Whether it hangs on a pipe of its runner, so that no later runner can reach it. */
  piped: z.boolean(),
})
type ChildRecord = z.infer<typeof ChildRecord>

/** Which processes this home has started, on disk, so that a runner after a crash finds what is left of them. */
export interface ChildRecords {
  add(child: Omit<ChildRecord, 'started'>): void
  remove(pid: number): void
  /** Recorded processes that still run. A pid that another program got since does not count. */
  alive(): readonly ChildRecord[]
}

/** Opens the record at `path`. Every change is on disk before the call returns. */
export function openRecords(path: string): ChildRecords {
  let children = read(path)
  const write = (next: ChildRecord[]) => {
    children = next
    writeFileSync(`${path}.part`, JSON.stringify(children), { mode: 0o600, flush: true })
    renameSync(`${path}.part`, path)
  }
  return {
    add: (child) => write([...children, { ...child, started: startTime(child.pid) ?? '' }]),
    remove: (pid) => write(children.filter((child) => child.pid !== pid)),
    alive() {
      const alive = children.filter((child) => child.started !== '' && startTime(child.pid) === child.started)
      if (alive.length < children.length) write(alive)
      return alive
    },
  }
}

function read(path: string): ChildRecord[] {
  try {
    return z.array(ChildRecord).parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return []
  }
}

/**
 * When a process started, in its system's own words; null when there is none. Linux: field 22 of
 * `/proc/<pid>/stat` (proc(5)), counted after the name, which may hold spaces and brackets.
 */
function startTime(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? null : (fields[19] ?? null)
    }
    if (process.platform === 'win32') return null
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
