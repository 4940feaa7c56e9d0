import { fail, type RunView } from '@segue/protocol'
import type { RunsService } from '../services/runs.ts'

/** A run as it stands now: what following it tells first. Fails with `run.unknown`. */
export async function runNow(runs: Pick<RunsService, 'changes'>, runId: string): Promise<RunView> {
  const seen = new AbortController()
  try {
    for await (const { change } of runs.changes({ runId }, seen.signal))
      if (change.type === 'init') return change.run
  } finally {
    seen.abort()
  }
  throw fail({
    code: 'run.unknown',
    message: `The run ${runId} cannot be looked at.`,
    hint: 'Look at the list of runs again.',
    kind: 'input',
  })
}
