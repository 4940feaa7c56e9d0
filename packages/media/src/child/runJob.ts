import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Failure, fail } from '@segue/protocol'
import type { Jobs } from './jobs.ts'

export interface JobRequest {
  job: keyof Jobs
  request: unknown
}

export type JobReply =
  | { t: 'progress'; fraction: number | null; message: string }
  | { t: 'done'; value: unknown }
  | { t: 'failed'; failure: Failure }

export interface JobOptions {
  signal: AbortSignal
  onProgress?: (fraction: number | null, message: string) => void
}

/**
 * Does one media job in a process of its own, so that decoding a stranger's file never blocks or takes down the
 * caller. Aborting ends the process. Fails with the job's own failures or `media.decoder_ended`.
 */
export function runJob<K extends keyof Jobs>(
  job: K,
  request: Parameters<Jobs[K]>[0],
  { signal, onProgress }: JobOptions,
): Promise<Awaited<ReturnType<Jobs[K]>>> {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), { execArgv: [], signal })
  return new Promise((resolve, reject) => {
    child.on('message', (reply: JobReply) => {
      if (reply.t === 'progress') onProgress?.(reply.fraction, reply.message)
      if (reply.t === 'done') resolve(reply.value as Awaited<ReturnType<Jobs[K]>>) // the child runs that job
      if (reply.t === 'failed') reject(fail(reply.failure))
    })
    child.on('error', reject)
    child.on('exit', (code, by) => {
      reject(
        fail({
          code: 'media.decoder_ended',
          message: `The decoder ended in the middle of its work (${by ?? `code ${code}`}).`,
          hint: 'Save the file in another format, such as WAV or PNG, and use that. The log holds the details.',
          kind: 'permanent',
        }),
      )
    })
    const sent: JobRequest = { job, request }
    child.send(sent)
  })
}
