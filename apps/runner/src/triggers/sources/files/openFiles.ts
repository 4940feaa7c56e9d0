import type { MediaMeta } from '@segue/protocol'
import type { ArtifactStore } from '../../../artifacts/artifactStore.ts'
import type { Clock } from '../../../host/clock.ts'
import type { Database } from '../../../store/database.ts'
import type { Condition, OpenSource } from '../source.ts'
import type { WatchFolder } from './folderWatch.ts'
import { createWork } from './work.ts'

export interface FilesDeps {
  db: Database
  artifacts: Pick<ArtifactStore, 'putFile'>
  /** What is known of a media file. */
  facts(path: string, name: string): Promise<MediaMeta>
  /** Where Segue keeps the outputs of runs. */
  outputs: string
  clock: Clock
  /** The system's own way when left out. */
  watch?: WatchFolder
}

/** Changes that follow each other closer than this are looked at together. */
const gatherMs = 100

/**
 * Watches folders. What of every file is done with is kept in the store, so that nothing fires twice, what comes while
 * Segue is off fires when it is back, and a share that is gone for a while brings nothing old.
 */
export const openFiles =
  (deps: FilesDeps): OpenSource<'files'> =>
  (options) => {
    const { clock } = deps
    let closed = false
    let isLooking = false
    let isTold = false
    let hearing: Promise<unknown> = Promise.resolve()
    let callOff = () => {}
    let last = ''

    /** Rings when so many milliseconds of this machine's time are over. */
    const soon = (ms: number) => {
      callOff()
      const until = clock.steady() + ms
      const arm = () => {
        callOff = clock.alarm(clock.now() + until - clock.steady(), () => {
          if (clock.steady() < until) arm()
          else void look()
        })
      }
      arm()
    }
    const look = async () => {
      if (closed) return
      isLooking = true
      isTold = false
      const nextMs = await work.look()
      isLooking = false
      if (!closed) soon(isTold ? gatherMs : nextMs)
    }
    const work = createWork({
      ...{ ...options, deps },
      hear(event) {
        const told = options.hear(event)
        hearing = told.catch(() => {})
        return told
      },
      stands(condition: Condition) {
        const text = JSON.stringify(condition)
        if (text !== last) options.stands(condition)
        last = text
      },
      onChange() {
        if (closed || isTold) return
        isTold = true
        if (!isLooking) soon(gatherMs)
      },
    })
    clock.defer(look)
    return {
      async close() {
        closed = true
        callOff()
        work.close()
        await hearing
      },
    }
  }
