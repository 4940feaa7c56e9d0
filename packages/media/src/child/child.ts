import { failureOf } from '@segue/protocol'
import { jobs } from './jobs.ts'
import type { JobReply, JobRequest } from './runJob.ts'

/** The program of a media process: one job in, progress and one reply out. */
const send = (reply: JobReply): void => void process.send?.(reply)

process.once('message', async ({ job, request }: JobRequest) => {
  try {
    const work: (request: never, progress: (fraction: number | null, message: string) => void) => unknown =
      jobs[job]
    const value = await work(request as never, (fraction, message) =>
      send({ t: 'progress', fraction, message }),
    )
    send({ t: 'done', value })
  } catch (error) {
    send({ t: 'failed', failure: failureOf(error) })
  }
  process.disconnect?.()
})
