import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Recipe } from '@segue/protocol'
import { notesOf, writeNote } from '@segue/runner/host/journal'
import type { Runner } from '@segue/runner/runner'
import { withHome, withRunner } from './benchRunner.ts'
import { chain } from './chain.ts'
import type { Row } from './table.ts'

const queued = 10_000
const journalRows = 1_000_000
const waitingRuns = 5000

/** What history and waiting cost: starting with a full queue, reading a long journal, runs that wait. */
export async function benchRest(): Promise<Row[]> {
  const rows: Row[] = []
  for (const part of [restart, journal, memory]) rows.push(await part())
  return rows
}

/** From opening the home until every queued run is known and the first step of them has ended. */
const restart = (): Promise<Row> =>
  withHome(async (home) => {
    await withRunner(
      home,
      async ({ services }) => {
        for (let i = 0; i < queued; i++)
          await services.runs.start({ recipe: chain, inputs: {}, target: { part: 'fresh' } })
      },
      { resume: false },
    )
    const from = performance.now()
    const ms = await withRunner(home, async (runner) => {
      await firstStep(runner)
      return performance.now() - from
    })
    return {
      what: `start with ${queued} queued runs, to the first step that ends`,
      value: ms / 1000,
      unit: 's',
      limit: 'at most 5',
    }
  })

const firstStep = ({ feed }: Runner): Promise<void> =>
  new Promise((resolve) => {
    const stop = feed.listen(({ change }) => {
      if (change.type !== 'step' || change.step.status !== 'succeeded') return
      stop()
      resolve()
    })
  })

const journal = (): Promise<Row> =>
  withHome((home) =>
    withRunner(
      home,
      async ({ db }) => {
        db.tx(() => {
          for (let i = 0; i < journalRows; i++) {
            const runId = `run_${i % 100}`
            writeNote(db, { runId, actor: `${runId}/n1`, at: i, level: 'info', text: 'A line for people.' })
          }
        })
        const from = performance.now()
        const lines = notesOf(db, 'run_7').length
        const ms = performance.now() - from
        return {
          what: `listing the newest ${lines} lines of one of 100 runs, 1,000,000 in all`,
          value: ms,
          unit: 'ms',
          limit: 'at most 100',
        }
      },
      { resume: false },
    ),
  )

const waiting = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_bench',
  name: 'Bench',
  graph: {
    nodes: {
      a: { type: 'flow.wait', version: 1, name: 'Wait', params: { mode: 'duration', seconds: 9000 } },
    },
    edges: [],
  },
})

const memory = (): Promise<Row> =>
  withHome((home) =>
    withRunner(home, async ({ services, host }) => {
      setFlagsFromString('--expose-gc')
      const collect: () => void = runInNewContext('gc')
      const used = () => {
        collect()
        const { heapUsed, external, arrayBuffers } = process.memoryUsage()
        return heapUsed + external + arrayBuffers
      }
      const before = used()
      let last = ''
      for (let i = 0; i < waitingRuns; i++)
        last = (await services.runs.start({ recipe: waiting, inputs: {}, target: { part: 'fresh' } })).runId
      while (host.runs.step(last, 'a').status !== 'waiting') await new Promise((turn) => setTimeout(turn, 20))
      return {
        what: `memory of a waiting run, of ${waitingRuns}`,
        value: (used() - before) / waitingRuns / 1024,
        unit: 'KB',
        limit: 'at most 10',
      }
    }),
  )
