import type { Home } from '@segue/runner/config/home'
import { succeeded, withHome, withRunner } from './benchRunner.ts'
import { chain } from './chain.ts'
import { withServer } from './segueServer.ts'
import type { Row } from './table.ts'

const runs = 500
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

const overHttp = (home: Home): Promise<number> =>
  withServer(home, async (client) => {
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
    return ms
  })
