import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Home } from '@segue/runner/config/home'
import { withHome } from './benchRunner.ts'
import { chain } from './chain.ts'
import { withServer } from './segueServer.ts'
import type { Row } from './table.ts'

const calls = 2000
/** So many callers at once, each waiting for its answer before it calls again. */
const callers = 16

/** Calls to a webhook per second that are answered when their firing is on disk, each with a run of three nodes. */
export async function benchWebhooks(): Promise<Row[]> {
  const { accepted, finished } = await withHome(measure)
  const perSecond = (ms: number) => calls / (ms / 1000)
  return [
    {
      what: 'webhook calls accepted per second (each on disk)',
      value: perSecond(accepted),
      unit: '/s',
      limit: 'n8n 41 (a run of 3 nodes each)',
    },
    { what: 'the same until all their runs of 3 nodes have ended', value: perSecond(finished), unit: '/s' },
  ]
}

const measure = (home: Home): Promise<{ accepted: number; finished: number }> =>
  withServer(home, async (client) => {
    const { id: recipeId } = await client.recipes.create({ name: 'Bench', recipe: chain })
    const { url } = await client.triggers.create({
      ...{ recipeId, name: 'Calls', overlap: 'parallel' },
      settings: { kind: 'webhook', perMinute: 60_000 },
    })
    const over = Promise.withResolvers<void>()
    const warm = Promise.withResolvers<void>()
    const stop = new AbortController()
    const ended = new Set<string>()
    void client.runs.watchHeads({
      signal: stop.signal,
      onData({ runId, status }) {
        if (status === 'succeeded') ended.add(runId)
        if (ended.size > 0) warm.resolve()
        if (ended.size > calls) over.resolve()
      },
    })
    // Nothing is counted before the one who counts is there.
    for (const watched = warm.promise.then(() => true); ; ended.clear()) {
      await call(url ?? '')
      if (await Promise.race([watched, sleep(500, false)])) break
    }
    let open = calls
    const caller = async () => {
      while (open-- > 0) await call(url ?? '')
    }
    const from = performance.now()
    await Promise.all(Array.from({ length: callers }, caller))
    const accepted = performance.now() - from
    await over.promise
    const finished = performance.now() - from
    stop.abort()
    return { accepted, finished }
  })

const call = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST' }, (response) => {
      response.resume()
      response.once('end', () =>
        response.statusCode === 202 ? resolve() : reject(new Error(`answered with ${response.statusCode}`)),
      )
    })
    asked.once('error', reject)
    asked.end()
  })
