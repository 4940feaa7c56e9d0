import type { RunChange } from '@segue/protocol'
import { openHome } from '../../config/home.ts'
import { withBackend } from '../backend.ts'
import { common, readOptions } from '../options.ts'
import { exitWith } from '../print.ts'
import { readRunId } from '../request.ts'

const over: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'parked'])

/** `segue runs tail RUN`: what happens in a run, line by line, until it is over; with `--json` every change as a line. */
export async function tail(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const done = new AbortController()
        const stop = () => done.abort()
        process.once('SIGINT', stop).once('SIGTERM', stop)
        const print = printer(values.json)
        let status = 'queued'
        await backend.follow(
          readRunId(positionals[0] ?? ''),
          (change) => {
            print(change)
            if (change.type === 'init') status = change.run.head.status
            if (change.type === 'head') status = change.head.status
            // Nothing happens any more, or nothing can while no runner is there.
            if (over.has(status) || !backend.live) done.abort()
          },
          done.signal,
        )
        process.off('SIGINT', stop).off('SIGTERM', stop)
        return status === 'failed' || status === 'cancelled' ? 1 : 0
      },
      { idle: true },
    ),
  )
}

function printer(asJson: boolean): (change: RunChange) => void {
  if (asJson) return (change) => console.log(JSON.stringify(change))
  const states = new Map<string, string>()
  const line = (at: number, text: string) => console.log(`${new Date(at).toISOString()}  ${text}`)
  return (change) => {
    if (change.type === 'init') {
      for (const { at, nodeId, text } of change.run.log) line(at, `${nodeId ?? 'run'}: ${text}`)
      for (const { nodeId, status } of change.run.steps) states.set(nodeId, status)
      line(Date.now(), `${change.run.head.recipeName} is ${change.run.head.status}`)
    }
    if (change.type === 'head')
      line(change.head.endedAt ?? Date.now(), `${change.head.recipeName} is ${change.head.status}`)
    if (change.type === 'log') line(change.line.at, `${change.line.nodeId ?? 'run'}: ${change.line.text}`)
    if (change.type !== 'step' || states.get(change.step.nodeId) === change.step.status) return
    const { nodeId, name, status, reason, failure } = change.step
    states.set(nodeId, status)
    const why = failure?.message ?? reason
    line(Date.now(), `${name} is ${status}${why ? `: ${why}` : ''}`)
  }
}
