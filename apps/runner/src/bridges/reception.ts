import type { AppId, AppInfo } from '@segue/protocol'
import type { Logger } from 'pino'
import { bridgeKey } from './bridgeKey.ts'
import type { Channel } from './channels/channel.ts'
import { adoptChild, type Child } from './children.ts'
import { appTitle } from './failure.ts'
import { greet, heartbeatMs, type Peer } from './handshake.ts'
import type { Line } from './line.ts'
import type { ChildRecords } from './records.ts'
import { openWire } from './wire.ts'

export interface ReceptionOptions {
  home: string
  logger: Pick<Logger, 'warn'>
  records: ChildRecords
  runnerVersion: string
  /** The lines of an application that dial in. */
  linesOf(app: AppId): readonly Line[]
  /** The one of them that a bridge belongs to. */
  lineFor(peer: Pick<Peer, 'app' | 'session'>): Line
}

/** Greets bridges and leads each to its line. */
export interface Reception {
  /** One that came through a door. */
  admit(channel: Channel): void
  /** One that an adapter of this runner serves. It steps aside for one that comes through a door. */
  admitInside(channel: Channel): void
  /** Whether one that came through a door serves an application now, or is about to come back. */
  isTaken(app: AppId): boolean
  /** One on the own pipe of a process that a line has started. */
  admitChild(channel: Channel, line: Line, child: Child): void
}

/** Opens it. Who does not prove the key of its application is refused in words. */
export function createReception(options: ReceptionOptions): Reception {
  const { home, logger, records, runnerVersion, linesOf, lineFor } = options

  const welcome = (channel: Channel, knows: (app: AppInfo, session: string) => boolean, piped: boolean) => {
    const wire = openWire(channel, 'bridge')
    return greet(wire, {
      runnerVersion,
      heartbeatMs,
      keyFor: async ({ id, standIn }) => (standIn === piped ? bridgeKey(home, id) : null),
      knows,
    })
  }
  /** The last session of each application that an adapter served. */
  const inside = new Map<AppId, string>()
  const isTaken = (app: AppId) =>
    linesOf(app).some((line) => line.connectedAt !== null && !line.knows(inside.get(app) ?? ''))
  const settle = (peer: Peer, line: Line, child: Child | null) => {
    const outcome = line.attach(peer, child)
    if (outcome === 'joined') return
    // Not refused: it is to dial again, for when it is wanted.
    if (outcome === 'away') return peer.wire.close('A person disconnected it.')
    peer.wire.reject('app_busy', `Another ${appTitle(peer.app.id)} is already connected.`)
  }
  const refused = (error: Error) => logger.warn(`a bridge was refused: ${error.message}`)

  const knows = ({ id }: AppInfo, session: string) => linesOf(id).some((line) => line.knows(session))

  return {
    isTaken,
    admitInside(channel) {
      welcome(channel, knows, false)
        .then((peer) => {
          const { id } = peer.app
          if (isTaken(id)) return peer.wire.reject('app_busy', `${appTitle(id)} has a bridge of its own.`)
          inside.set(id, peer.session)
          settle(peer, lineFor(peer), null)
        })
        .catch(refused)
    },
    admit(channel) {
      welcome(channel, knows, false)
        .then((peer) => {
          const { id } = peer.app
          for (const { peer: holder } of linesOf(id))
            if (holder !== null && holder.session === inside.get(id))
              holder.wire.leave(`${appTitle(id)} has a bridge of its own now.`)
          const recorded = records.alive().some(({ pid }) => pid === peer.app.pid)
          settle(peer, lineFor(peer), recorded ? adoptChild(peer.app.pid, records) : null)
        })
        .catch(refused)
    },
    admitChild(channel, line, child) {
      welcome(channel, (_, session) => line.knows(session), true)
        .then((peer) => settle(peer, line, child))
        .catch(refused)
    },
  }
}
