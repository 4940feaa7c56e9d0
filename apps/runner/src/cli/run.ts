import type { RunReport } from '@segue/api'
import { openHome } from '../config/home.ts'
import { type Backend, viewOf, withBackend } from './backend.ts'
import { followRun } from './followRun.ts'
import { moreInside } from './heldSteps.ts'
import { nextSteps } from './nextSteps.ts'
import { common, readOptions } from './options.ts'
import { exitWith, printFailures } from './print.ts'
import { type Asked, readRequest, requestOptions } from './request.ts'

const options = {
  ...common,
  ...requestOptions,
  out: { type: 'string' },
  keep: { type: 'boolean', default: false },
} as const

/** `segue run RECIPE`: runs to the end; exit 0, 1, 2 or 3. Ctrl+C cancels cleanly. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const [name = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(openHome(values.home), (backend) => runOn(backend, name, values)),
  )
}

async function runOn(
  backend: Backend,
  name: string,
  asked: Asked & { json: boolean; keep: boolean },
): Promise<number> {
  const request = await readRequest(backend, name, asked)
  const { runId } = await backend.runs.start(request)
  if (asked.keep) await backend.runs.keep({ runId, kept: true })
  const held = await followRun(backend, runId, asked.json)
  const report = await backend.runs.report(runId)
  const view = await viewOf(backend, runId)
  const next = exitCode(report) === 3 ? nextSteps(view.head, held, moreInside(view)) : []
  if (asked.json) console.log(JSON.stringify({ ...report, ...(next.length > 0 ? { next } : {}) }))
  else {
    print(report)
    if (next.length > 0) console.error([`${runId} goes no further by itself.`, ...next].join('\n'))
  }
  return exitCode(report)
}

function print({ outputs, failures }: RunReport): void {
  for (const [key, { path, value }] of Object.entries(outputs))
    console.log(`${key}: ${path ?? (typeof value === 'string' ? value : JSON.stringify(value))}`)
  printFailures(failures, false)
}

const exitCode = ({ status }: RunReport): number =>
  status === 'succeeded' ? 0 : status === 'failed' || status === 'cancelled' ? 1 : 3
