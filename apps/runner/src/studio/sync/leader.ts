import { type AppDocument, type AppId, documentTopic } from '@segue/protocol'
import { appTitle } from '../../bridges/failure.ts'
import type { SyncsOptions } from '../syncTypes.ts'
import type { Courier } from './courier.ts'
import { createRunningClock } from './drift.ts'
import type { Stand } from './nextMove.ts'

/** The application that is followed. */
export interface Leader {
  /** Where it is at a moment, or why that cannot be said, in words. */
  at(ms: number): (Stand & { playing: boolean }) | string
  /** Counts what it told of its time: the same number, nothing new. */
  readonly told: number
  close(): void
}

interface Options {
  app: AppId
  hub: SyncsOptions['hub']
  courier: Pick<Courier, 'absent' | 'session'>
  now(): number
  onTold(): void
}

/** Listens to where an application is. Told again while it stands still, the same place is nothing new. */
export function createLeader({ app, hub, courier, now, onTold }: Options): Leader {
  const clock = createRunningClock()
  let told = 0
  let last: AppDocument | null = null
  let session: string | null = null

  const read = () => {
    const before = last
    const { document } = hub.connection(app)
    // another process of the application told something
    if (document !== null && document === before && session === courier.session(app)) return
    last = document
    session = courier.session(app)
    if (last === null || last.sec === null) return clock.forget()
    const { sec, playing, tempo } = last
    clock.read({ sec, playing: playing ?? false, tempo, atMs: now() })
    const isStill = !playing && before?.playing === playing && before.sec === sec && before.tempo === tempo
    if (!isStill) told += 1
  }
  read()
  const stop = hub.subscribe(app, documentTopic, () => {
    read()
    onTold()
  })
  return {
    at(ms) {
      const reason = courier.absent(app)
      if (reason !== null) return reason
      const sec = clock.at(ms)
      if (last === null || sec === null || session !== courier.session(app))
        return `${appTitle(app)} does not say where it is.`
      if (last.playing === null) return `${appTitle(app)} has no window here, so nothing plays.`
      return { sec, playing: last.playing, tempo: last.tempo }
    },
    get told() {
      return told
    },
    close: stop,
  }
}
