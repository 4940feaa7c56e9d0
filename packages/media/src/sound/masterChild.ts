import { failureOf } from '@segue/protocol'
import { fadeSound, placeInSet, prepareMaster } from './master.ts'
import type { MasterJob, MasterReply } from './masterProcess.ts'

/** The program of a process that prepares one master: one job in, progress and one reply out. */
const send = (reply: MasterReply): void => void process.send?.(reply)

async function work(job: MasterJob): Promise<unknown> {
  if (job.kind === 'range') return placeInSet(job.set, job.range)
  if (job.kind === 'fade') return fadeSound(job.path, job.out, job.fades)
  return prepareMaster(job.request, (fraction, message) => send({ t: 'progress', fraction, message }))
}

process.once('message', async (job: MasterJob) => {
  try {
    send({ t: 'done', value: await work(job) })
  } catch (error) {
    send({ t: 'failed', failure: failureOf(error) })
  }
  process.disconnect?.()
})
