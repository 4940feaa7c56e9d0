import { openHome } from '../config/home.ts'
import { withBackend } from './backend.ts'
import { common, readOptions } from './options.ts'
import { exitWith } from './print.ts'
import { readRunId } from './request.ts'

/** `segue replay RUN`: the same engine over the run's journal; exit 1 when a row differs from the stored one. */
export async function replay(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ runs }) => {
        const report = await runs.replay(readRunId(positionals[0] ?? ''))
        const { runId, events, differs } = report
        if (values.json) console.log(JSON.stringify(report))
        else if (!differs) console.log(`✔ ${runId}: ${events} events give the same rows again.`)
        else
          console.log(
            `✖ ${runId}: entry ${differs.seq} differs after ${events} events.\n` +
              `  ${differs.actor} at ${differs.event}: stored ${differs.expected}, now ${differs.actual}`,
          )
        return differs ? 1 : 0
      },
      { idle: true },
    ),
  )
}
