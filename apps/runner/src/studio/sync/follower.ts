import { type AppDocument, type AppId, documentTopic } from '@segue/protocol'
import { appTitle } from '../../bridges/failure.ts'
import type { SyncsOptions } from '../syncTypes.ts'
import type { Courier } from './courier.ts'
import { createRunningClock } from './drift.ts'
import type { FollowerStand, Move } from './nextMove.ts'
import { createRoundTrips } from './roundTrips.ts'
import { timelines } from './timelines.ts'

/** The application that follows. */
export interface Follower {
  /** Where it is at a moment, or why it cannot be moved then, in words. */
  at(ms: number): FollowerStand | string
  /** Moves it from where it stands and takes what it answers for where it is. Fails as the command does. */
  move(move: Move, from: FollowerStand): Promise<void>
  /** How much later than it is sent a move comes to it, in seconds. */
  sendAheadSec(): number
  close(): void
}

interface Options {
  app: AppId
  hub: SyncsOptions['hub']
  courier: Courier
  now(): number
  onTold(): void
}

/** Listens to where an application is, and moves it. */
export function createFollower({ app, hub, courier, now, onTold }: Options): Follower {
  const clock = createRunningClock()
  const trips = createRoundTrips(hub.connection(app).latency?.p50 ?? null)
  let last: Omit<FollowerStand, 'sec'> | null = null
  let told: AppDocument | null = null
  let kind = ''
  /** The connection on which all this was told. */
  let session: string | null = null

  const stands = ({ sec, ...rest }: FollowerStand, atMs: number) => {
    last = rest
    clock.read({ sec, playing: rest.playing ?? false, tempo: rest.tempo, atMs })
  }
  /** What is open, its rate and range: where it ends has to be asked anew when this is another. */
  const kindOf = ({ name, path, fps, facts }: AppDocument) => JSON.stringify([name, path, fps, facts])
  const read = () => {
    const { document } = hub.connection(app)
    // another process of the application told something
    if (document !== null && document === told && session === courier.session(app)) return
    told = document
    session = courier.session(app)
    if (document === null || document.sec === null) {
      last = null
      return clock.forget()
    }
    const { sec, playing, tempo, fps } = document
    const endSec = kindOf(document) === kind ? (last?.endSec ?? null) : null
    kind = kindOf(document)
    stands({ sec, playing, tempo, fps, endSec }, now())
  }

  read()
  const stop = hub.subscribe(app, documentTopic, () => {
    read()
    onTold()
  })
  return {
    at(ms) {
      const reason = courier.taken(app)
      if (reason !== null) return reason
      const sec = clock.at(ms)
      const isKnown = session === courier.session(app)
      return last === null || sec === null || !isKnown
        ? `${appTitle(app)} does not say where it is.`
        : { ...last, sec }
    },
    async move(move, from) {
      const timeline = timelines[app]
      if (timeline === undefined) return
      const sentAt = now()
      const stood = await courier.send(app, (bridge, options) => timeline(bridge, move, from, options))
      const backAt = now()
      trips.took(backAt - sentAt)
      // What it told before the move is heard before what the move answered.
      await new Promise((resolve) => setImmediate(resolve))
      clock.forget()
      stands(stood, (sentAt + backAt) / 2)
    },
    sendAheadSec: trips.halfSec,
    close: stop,
  }
}
