import type { SyncState } from '@segue/api'
import { failureOf, type StudioSync } from '@segue/protocol'
import { bridgeFailure } from '../bridges/failure.ts'
import { refuseWhatCannot } from './sync/abilities.ts'
import { markersFor, setMarkers } from './sync/carryMarkers.ts'
import { createCourier } from './sync/courier.ts'
import { type Following, worst } from './sync/following.ts'
import { followMarkers } from './sync/followMarkers.ts'
import { followTransport } from './sync/followTransport.ts'
import { refuseWhatFights } from './sync/loops.ts'
import type { SyncPair, Syncs, SyncsOptions } from './syncTypes.ts'

interface Active {
  sync: StudioSync
  /** Nothing while it is off. */
  followings: readonly Following[]
}

const keyOf = ({ leader, follower }: SyncPair) => `${leader} ${follower}`

/** Follows what is stored, from now on. What cannot be read is left alone until somebody sets a sync. */
export function createSyncs(options: SyncsOptions): Syncs {
  const { hub, load, save, logger, now = () => performance.now() } = options
  const courier = createCourier(options)
  const listeners = new Set<() => void>()
  const active = new Map<string, Active>()
  const onChange = () => listeners.forEach((listener) => void listener())

  const end = (key: string) => {
    for (const following of active.get(key)?.followings ?? []) following.close()
    active.delete(key)
  }
  const begin = (sync: StudioSync) => {
    const key = keyOf(sync)
    end(key)
    const given = { sync, hub, courier, logger, now, onChange }
    const followings = [
      ...(sync.on && (sync.transport || sync.tempo) ? [followTransport(given)] : []),
      ...(sync.on && sync.markers ? [followMarkers(given)] : []),
    ]
    active.set(key, { sync, followings })
  }
  const stateOf = ({ sync, followings }: Active): SyncState => {
    if (!sync.on) return { ...sync, state: 'off', driftSec: null, detail: '' }
    return { ...sync, ...worst(followings.map((following) => following.doing())) }
  }
  const without = (pair: SyncPair) => load().filter((other) => keyOf(other) !== keyOf(pair))

  try {
    for (const sync of load()) begin(sync)
  } catch (error) {
    logger.warn({ code: failureOf(error).code }, 'the stored syncs cannot be read')
  }
  return {
    states: () => [...active.values()].map(stateOf),
    async set(sync) {
      const others = without(sync)
      refuseWhatCannot(sync)
      refuseWhatFights(sync, others)
      await save([...others, sync])
      begin(sync)
      onChange()
    },
    async remove(pair) {
      await save(without(pair))
      end(keyOf(pair))
      onChange()
    },
    async carry(pair) {
      refuseWhatCannot({ ...pair, on: true, transport: false, tempo: false, markers: true })
      const reason = courier.absent(pair.follower) === null ? courier.taken(pair.follower) : null
      if (reason !== null) throw bridgeFailure('app_busy', reason)
      return { markers: await setMarkers(courier, pair.follower, await markersFor(courier, pair)) }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const key of [...active.keys()]) end(key)
      courier.close()
    },
  }
}
