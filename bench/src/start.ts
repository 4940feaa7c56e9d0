import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Row } from './table.ts'

const root = join(import.meta.dirname, '../..')
const port = 4790

/** From `segue start` to the first answer, and what the runner holds when nothing happens. */
export async function benchStart(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const from = performance.now()
  const cli = join(root, 'apps/runner/bin/segue.mjs')
  const child = spawn(process.execPath, [cli, 'start', '--home', home, '--port', String(port), '--no-open'], {
    stdio: 'ignore',
  })
  try {
    while (!(await answers())) await sleep(10)
    const startMs = performance.now() - from
    await sleep(3000)
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const residentKiB = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
    return [
      { what: 'segue start to the first answer', value: startMs / 1000, unit: 's' },
      { what: 'memory of an idle runner', value: residentKiB / 1024, unit: 'MB' },
    ]
  } finally {
    child.kill('SIGTERM')
    await rm(home, { recursive: true, force: true })
  }
}

async function answers(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    (response) => response.ok,
    () => false,
  )
}
