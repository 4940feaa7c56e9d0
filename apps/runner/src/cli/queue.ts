import type { QueuedJob } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { withBackend } from './backend.ts'
import { common, readOptions, subcommand } from './options.ts'
import { exitWith, printTable } from './print.ts'
import { readRunId, readStep } from './request.ts'

/** `segue queue [list | move RUN NODE [--before RUN/NODE]]`: what waits for the lanes, and its order. */
export async function queue([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand({ list, move }, name)(args)
}

async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, common, 0)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const jobs = await backend.queue.list()
        if (values.json) console.log(JSON.stringify(jobs))
        else if (jobs.length === 0) console.log('Nothing is waiting.')
        else
          printTable([
            ['LANE', 'STEP', 'RECIPE', 'RUN', 'STATE'],
            ...jobs.map((job) => line(job, backend.live)),
          ])
        return 0
      },
      { idle: true },
    ),
  )
}

/** Without a runner nothing runs: what did goes on at the next start. */
const line = (
  { lane, stepName, nodeId, recipeName, runId, running, waitsFor }: QueuedJob,
  live: boolean,
): string[] => [
  lane,
  stepName === nodeId ? nodeId : `${stepName} (${nodeId})`,
  recipeName,
  runId,
  running ? (live ? 'runs' : 'was running') : (waitsFor ?? 'next'),
]

async function move(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { ...common, before: { type: 'string' } }, 2)
  const [runId = '', nodeId = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const job = { runId: readRunId(runId), nodeId }
        const before = values.before === undefined ? null : readStep(values.before)
        await backend.queue.move({ job, before })
        if (values.json) console.log(JSON.stringify({ ok: true }))
        else console.log(`✔ ${nodeId} ${before ? `goes before ${before.nodeId}` : 'goes last'}.`)
        return 0
      },
      { idle: true },
    ),
  )
}
