import type { QueuedJob } from '@segue/protocol'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { IconButton } from '../ui/IconButton.tsx'
import { Empty } from './Empty.tsx'
import { type LaneQueue, laneNames, lanesOf, moveBy, useQueue } from './queueStore.ts'

/** What runs and waits for its turn, lane by lane; waiting steps can be put in another order. */
export function Queue() {
  const lanes = lanesOf(useQueue(({ jobs }) => jobs))
  if (lanes.length === 0)
    return <Empty title="Nothing waits" hint="Steps that wait for an application stand here in a line." />
  return (
    <div className="grid gap-x-6 px-3 py-2 text-node md:grid-cols-2">
      {lanes.map((lane) => (
        <Lane key={lane.lane} queue={lane} />
      ))}
    </div>
  )
}

function Lane({ queue }: { queue: LaneQueue }) {
  const { lane, running, waiting } = queue
  return (
    <section aria-label={`Queue of ${laneNames[lane]}`} className="min-w-0 pb-2">
      <h3 className="py-1 text-muted text-tiny">{laneNames[lane]}</h3>
      <ol>
        {running.map((job) => (
          <Row key={`${job.runId} ${job.nodeId}`} job={job} />
        ))}
        {waiting.map((job, index) => (
          <Row key={`${job.runId} ${job.nodeId}`} job={job}>
            <span className="flex shrink-0 opacity-0 focus-within:opacity-100 group-hover:opacity-100">
              <IconButton
                label={`Move ${job.stepName} up`}
                disabled={index === 0}
                onClick={() => moveBy(queue, index, -1)}
              >
                <ArrowUp size={12} />
              </IconButton>
              <IconButton
                label={`Move ${job.stepName} down`}
                disabled={index === waiting.length - 1}
                onClick={() => moveBy(queue, index, 1)}
              >
                <ArrowDown size={12} />
              </IconButton>
            </span>
          </Row>
        ))}
      </ol>
    </section>
  )
}

function Row({ job, children }: { job: QueuedJob; children?: React.ReactNode }) {
  return (
    <li className="group flex h-7 items-center gap-3 rounded-field px-1.5 hover:bg-white/4">
      <span className="shrink-0 truncate font-medium">{job.stepName}</span>
      <span className="shrink-0 truncate text-muted">{job.recipeName}</span>
      <span className="min-w-0 flex-1 truncate text-right text-muted">
        {job.running ? 'Runs now' : (job.waitsFor ?? 'Next')}
      </span>
      {children}
    </li>
  )
}
