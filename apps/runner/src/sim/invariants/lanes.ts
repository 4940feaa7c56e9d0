import { fails, type Invariant } from './invariant.ts'

/** As many at once as a lane takes, nothing that two hold at the same time, and nobody overtaken by a lower priority. */
export const lanes: Invariant = {
  name: 'lanes',
  look({ going, live, sizes, begun, looked, nature }) {
    if (!live || live.life.dead) return
    const mine = [...going].filter(({ life }) => life === live.life)
    for (const [lane, all] of Map.groupBy(mine, ({ attempt }) => attempt.lane))
      if (all.length > sizes[lane]) fails(`${all.length} steps at once on the lane ${lane}`)
    const rows = live.host.queue()
    const held = rows.filter(({ running }) => running).flatMap(({ job }) => job.locks)
    if (new Set(held).size < held.length) fails(`two steps hold the same of ${held.join(', ')}`)
    const now = nature.clock.now()
    for (const { key, attempt } of begun.slice(looked.lanes)) {
      const job = rows.find(
        (row) => `${row.job.runId}/${row.job.nodeId}` === key && row.job.attempt === attempt && row.running,
      )?.job
      const overtaken = rows.find(
        (row) =>
          job !== undefined &&
          row.job.lane === job.lane &&
          row.job.priority > job.priority &&
          // Who came, was let go on or got another priority since may have done so after this one was chosen.
          looked.free.get(row.job.seq) === row.job.priority &&
          !(row.running || row.held || (row.job.notBefore ?? 0) > now) &&
          !row.job.locks.some((lock) => held.includes(lock)) &&
          !live.isCacheable(row.job),
      )
      if (overtaken) fails(`${key} went before ${overtaken.job.runId}/${overtaken.job.nodeId}`)
    }
    looked.lanes = begun.length
    const free = rows.filter((row) => !(row.running || row.held || (row.job.notBefore ?? 0) > now))
    looked.free = new Map(free.map(({ job }) => [job.seq, job.priority]))
  },
}
