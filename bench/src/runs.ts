import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@segue/client'
import type { Home } from '@segue/runner/config/home'
import { readSecret } from '@segue/runner/server/secrets'
import { succeeded, withHome, withRunner } from './benchRunner.ts'
import { chain } from './chain.ts'
import type { Row } from './table.ts'

const runs = 500
const port = 4791
/** So many callers at once, each waiting for its answer before it asks again. */
const callers = 16

const request = { recipe: chain, inputs: {}, target: { part: 'fresh' } } as const

/** Durable runs of three nodes per second: inside the process, and over HTTP until their caller has the answer. */
export async function benchRuns(): Promise<Row[]> {
  const inside = await withHome((home) =>
    withRunner(home, async (runner) => {
      const done = succeeded(runner, runs)
      const from = performance.now()
      // Fresh: they all are the same run, and would find each other's results.
      for (let i = 0; i < runs; i++) await runner.services.runs.start(request)
      const accepted = performance.now() - from
      await done
      return { accepted, all: performance.now() - from }
    }),
  )
  const perSecond = (ms: number) => runs / (ms / 1000)
  return [
    { what: 'runs accepted per second (each on disk)', value: perSecond(inside.accepted), unit: '/s' },
    { what: 'durable runs of 3 nodes per second', value: perSecond(inside.all), unit: '/s' },
    {
      what: 'the same, asked for and answered over HTTP',
      value: perSecond(await withHome(overHttp)),
      unit: '/s',
      limit: 'at least 400; n8n 41',
    },
  ]
}

async function overHttp(home: Home): Promise<number> {
  const cli = join(import.meta.dirname, '../../apps/runner/bin/segue.mjs')
  const args = [cli, 'start', '--home', home.root, '--port', String(port), '--no-open']
  const child = spawn(process.execPath, args, {
    stdio: 'ignore',
    env: { ...process.env, SEGUE_BLENDER: 'off' },
  })
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/health`)
      .then(({ ok }) => ok)
      .catch(() => false)
  try {
    while (!(await answers())) await sleep(20)
    const client = createClient({ url, token: readSecret(home.token).toString('hex') })
    const waiting = new Map<string, () => void>()
    const ended = new Set<string>()
    const stop = new AbortController()
    void client.runs.watchHeads({
      signal: stop.signal,
      onData({ runId, status }) {
        if (status !== 'succeeded') return
        ended.add(runId)
        waiting.get(runId)?.()
      },
    })
    const one = async () => {
      const { runId } = await client.runs.start(request)
      if (!ended.has(runId)) await new Promise<void>((done) => waiting.set(runId, done))
    }
    await one()
    let left = runs
    const caller = async () => {
      while (left-- > 0) await one()
    }
    const from = performance.now()
    await Promise.all(Array.from({ length: callers }, caller))
    const ms = performance.now() - from
    stop.abort()
    await client.close()
    return ms
  } finally {
    child.kill('SIGTERM')
    await new Promise((gone) => child.once('exit', gone))
  }
}
