import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SegueClient } from '@segue/client'
import { bridgeKey } from '@segue/runner/bridges/bridgeKey'
import { liveRunner } from '@segue/runner/cli/backend'
import { openHome } from '@segue/runner/config/home'
import type { Row } from '../table.ts'
import { endProgram, startProgram } from './programs.ts'
import { quantile } from './roundTrip.ts'

const root = join(import.meta.dirname, '../../..')
const port = 4794
const watchers = 20
const warmMs = 2000
const measuredMs = 5000

/** What one watcher was told while it counted. */
interface Told {
  first: number
  last: number
  count: number
  delays: number[]
}

/** 2,000 events a second from a bridge in Python, through a runner, to 20 clients, each over a socket of its own. */
export async function benchWatchers(): Promise<Row[]> {
  const home = openHome(await mkdtemp(join(tmpdir(), 'segue-bench-')))
  const cli = join(root, 'apps/runner/bin/segue.mjs')
  const args = ['start', '--home', home.root, '--port', String(port), '--no-open']
  const runner = spawn(process.execPath, [cli, ...args], { stdio: 'ignore' })
  const clients: SegueClient[] = []
  try {
    while (clients.length < watchers) {
      const client = await liveRunner(home)
      if (client === null) await sleep(50)
      else clients.push(client)
    }
    const address = `tcp:127.0.0.1:${port + 2}`
    const bridge = startProgram('bridge', 'Python', { address, key: bridgeKey(home.root, 'td') })
    try {
      return await measure(clients, runner.pid ?? 0)
    } finally {
      await endProgram(bridge)
    }
  } finally {
    await Promise.all(clients.map((client) => client.close()))
    await endProgram(runner)
    await rm(home.root, { recursive: true, force: true })
  }
}

async function measure(clients: readonly SegueClient[], runner: number): Promise<Row[]> {
  let counts = false
  const seen: Told[] = clients.map(() => ({ first: 0, last: 0, count: 0, delays: [] }))
  const heard = clients.map(() => Promise.withResolvers<void>())
  const stops = clients.map((client, at) =>
    client.td.on('bench.steady', ({ seq, data }) => {
      heard[at]?.resolve()
      const told = seen[at]
      if (!counts || told === undefined) return
      if (told.count === 0) told.first = seq
      told.last = seq
      told.count++
      told.delays.push(performance.timeOrigin + performance.now() - Number(data))
    }),
  )
  await Promise.all(heard.map(({ promise }) => promise))
  await sleep(warmMs)
  const [busyBefore, from] = [busySeconds(runner), performance.now()]
  counts = true
  await sleep(measuredMs)
  counts = false
  const seconds = (performance.now() - from) / 1000
  const busy = busySeconds(runner) - busyBefore
  for (const stop of stops) stop()
  const lost = seen.reduce((sum, { first, last, count }) => sum + last - first + 1 - count, 0)
  const count = seen.reduce((sum, told) => sum + told.count, 0)
  const delays = seen.flatMap((told) => told.delays)
  return [
    { what: 'Events told, to each of 20 watchers', value: count / seconds / watchers, unit: '/s' },
    { what: 'Events that a watcher missed', value: lost, unit: '', limit: 'none' },
    { what: 'From the bridge to a watcher, p50', value: quantile(delays, 0.5), unit: 'ms' },
    { what: 'From the bridge to a watcher, p99', value: quantile(delays, 0.99), unit: 'ms' },
    { what: 'The runner meanwhile, of one core', value: (busy / seconds) * 100, unit: '%' },
  ]
}

/** What a process has used of the processor: fields 14 and 15 of `/proc/<pid>/stat`, in ticks of 10 ms (proc(5)). */
function busySeconds(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
