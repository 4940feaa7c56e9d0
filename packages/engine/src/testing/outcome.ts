import type { Host } from '../host.ts'
import type { Outcome } from './reference.ts'
import { run } from './world.ts'

/**
 * Throws where a run has not ended as the reference says. `cancelled`: somebody may have cancelled it; `attempts`:
 * nothing was lost or put off, so that they count too. An outcome that is not certain is not compared.
 */
export function expectOutcome(
  host: Pick<Host, 'view'>,
  expected: Outcome,
  { cancelled, attempts }: { cancelled: boolean; attempts: boolean },
): void {
  if (!expected.certain) return
  const wrong = (what: string) => {
    throw new Error(what)
  }
  const status = host.view(run)?.status
  if (status !== expected.run && !(cancelled && status === 'cancelled'))
    wrong(`the run is ${status}, not ${expected.run}`)
  for (const [id, due] of Object.entries(expected.nodes)) {
    const state = host.view(`${run}/${id}`)?.status
    const mayBeCancelled = expected.stopped || expected.loose.has(id) || cancelled
    if (state !== due && !(mayBeCancelled && state === 'cancelled')) wrong(`${id} is ${state}, not ${due}`)
  }
  if (!attempts || expected.stopped) return
  for (const [path, due] of Object.entries(expected.attempts)) {
    const view = host.view(`${run}/${path}`)
    const isChecked = !path.includes('/') && !expected.loose.has(path)
    if (isChecked && view?.of === 'node' && view.attempt !== due)
      wrong(`${path} took ${view.attempt} attempts, not ${due}`)
  }
}
