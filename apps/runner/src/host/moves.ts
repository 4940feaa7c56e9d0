import { fail } from '@segue/protocol'
import type { StepKey } from './hostTypes.ts'
import type { Jobs } from './jobs.ts'
import type { Place } from './queue.ts'

const isOf =
  ({ runId, nodeId }: StepKey) =>
  ({ job }: Place) =>
    job.runId === runId && job.nodeId === nodeId

/**
 * Puts a waiting job right before another one of its lane, or last. It takes that one's priority, so that the order
 * is what it looks like. Called inside a transaction. Fails with `queue.unknown_job`.
 */
export function moveJob(jobs: Jobs, job: StepKey, before: StepKey | null): void {
  const place = jobs.queue.all().find((one) => !one.running && isOf(job)(one)) ?? gone()
  const line = jobs.queue.waiting(place.job.lane).filter((one) => one !== place)
  const at = before === null ? line.length : line.findIndex(isOf(before))
  if (at < 0) gone()
  const [ahead, behind] = [line[at - 1], line[at]]
  const priority = (behind ?? ahead ?? place).job.priority
  const low = ahead?.job.priority === priority ? ahead.rank : (behind?.rank ?? place.rank) - 2
  const high = behind?.rank ?? low + 2
  const rank = (low + high) / 2
  if (rank > low && rank < high) return jobs.place(place, priority, rank)
  // No number lies between the two any more: count the whole line anew.
  for (const [i, one] of line.entries()) jobs.place(one, one.job.priority, i < at ? i : i + 1)
  jobs.place(place, priority, at)
}

function gone(): never {
  throw fail({
    code: 'queue.unknown_job',
    message: 'This step does not wait in the queue any more.',
    hint: 'It may have started. Look at the queue again.',
    kind: 'input',
  })
}
