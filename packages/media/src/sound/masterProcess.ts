import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Failure, fail } from '@segue/protocol'
import type { fadeSound, MasterRequest, PreparedMaster, placeInSet } from './master.ts'
import type { Range, RangeRequest } from './range.ts'
import type { SetSource } from './setTime.ts'

export type MasterJob =
  | { kind: 'master'; request: MasterRequest }
  | { kind: 'range'; set: SetSource; range: RangeRequest }
  | { kind: 'fade'; path: string; out: string; fades: Pick<Range, 'fadeInSec' | 'fadeOutSec'> }

export type MasterReply =
  | { t: 'progress'; fraction: number | null; message: string }
  | { t: 'done'; value: unknown }
  | { t: 'failed'; failure: Failure }

/** What each kind of job gives. */
interface Results {
  master: PreparedMaster
  range: Awaited<ReturnType<typeof placeInSet>>
  fade: Awaited<ReturnType<typeof fadeSound>>
}

export interface MasterProcessOptions {
  signal: AbortSignal
  onProgress?: (fraction: number | null, message: string) => void
}

/**
 * Does one job on a master in a process of its own, so that decoding never blocks or takes down the caller.
 * Aborting ends the process. Fails with the job's own failures or `audio.decoder_ended`.
 */
export function runMasterJob<K extends MasterJob['kind']>(
  job: Extract<MasterJob, { kind: K }>,
  { signal, onProgress }: MasterProcessOptions,
): Promise<Results[K]> {
  const child = fork(fileURLToPath(new URL('./masterChild.ts', import.meta.url)), { execArgv: [], signal })
  return new Promise((resolve, reject) => {
    child.on('message', (reply: MasterReply) => {
      if (reply.t === 'progress') onProgress?.(reply.fraction, reply.message)
      if (reply.t === 'done') resolve(reply.value as Results[K]) // the child runs the function of that kind
      if (reply.t === 'failed') reject(fail(reply.failure))
    })
    child.on('error', reject)
    child.on('exit', (code, by) => {
      reject(
        fail({
          code: 'audio.decoder_ended',
          message: `The decoder ended in the middle of its work (${by ?? `code ${code}`}).`,
          hint: 'Convert the sound to WAV and use that. If it happens again, the log holds the details.',
          kind: 'permanent',
        }),
      )
    })
    child.send(job)
  })
}
