import { documentTopic, failureOf } from '@segue/protocol'
import { appTitle } from '../../bridges/failure.ts'
import { createAgain } from './again.ts'
import { markersFor, setMarkers } from './carryMarkers.ts'
import {
  busyReason,
  type Doing,
  type Following,
  type FollowingOptions,
  failing,
  waiting,
} from './following.ts'
import { createRetry } from './retry.ts'

/** The topic under which every application that has markers tells them. */
const markersTopic = 'markers'
/** Where the tempo glides, the seconds of all locators do: they are carried once in so long. */
const restMs = 1000

/** Carries the leader's markers whenever they change, and when the follower comes back or opens something else. */
export function followMarkers({ sync, hub, courier, logger, now, onChange }: FollowingOptions): Following {
  const { leader, follower } = sync
  const retry = createRetry()
  const again = createAgain(restMs, () => wake())
  let doing: Doing = waiting('')
  let isDue = true
  let isBusy = false
  let closed = false
  /** The document of the follower into which they were carried last, and what. */
  let carriedInto: string | null = null
  let carried = ''
  let count = 0
  let carriedAt = Number.NEGATIVE_INFINITY

  const show = (next: Doing) => {
    if (JSON.stringify(next) === JSON.stringify(doing)) return
    doing = next
    onChange()
  }
  const documentOfFollower = () => hub.connection(follower).document
  const place = () => {
    const { name, path } = documentOfFollower() ?? {}
    return JSON.stringify([courier.session(follower), name, path])
  }
  /** Why they cannot be carried now. */
  const hindrance = () => {
    if (follower === 'live' && documentOfFollower()?.playing)
      return `${appTitle(follower)} takes locators only while it is stopped.`
    return courier.absent(leader) ?? courier.taken(follower)
  }
  const carry = async () => {
    isBusy = true
    isDue = false
    try {
      const into = place()
      const markers = await markersFor(courier, sync)
      const known = carriedInto === into && carried === JSON.stringify(markers)
      if (!known) count = await setMarkers(courier, follower, markers)
      carriedAt = now()
      carriedInto = into
      carried = JSON.stringify(markers)
      retry.reset()
      if (!closed) show({ state: 'following', driftSec: null, detail: `${count} markers` })
    } catch (error) {
      isDue = true
      if (closed) return
      logger.warn({ leader, follower, code: failureOf(error).code }, 'markers were not carried')
      retry.failed(wake)
      const reason = courier.absent(leader) ?? courier.absent(follower) ?? busyReason(error)
      show(reason === null ? failing(error) : waiting(reason))
    } finally {
      isBusy = false
      if (isDue && !closed) wake()
    }
  }
  const wake = () => {
    if (closed || isBusy) return
    const reason = hindrance()
    if (!isDue && reason === null && place() !== carriedInto) isDue = true
    const isGone = (courier.absent(leader) ?? courier.absent(follower)) !== null
    if (reason !== null && isDue) again.soon()
    if (reason !== null && (isDue || isGone)) show(waiting(reason))
    else if (isDue && now() - carriedAt < restMs) again.soon()
    else if (isDue && !retry.waiting) void carry()
  }
  const stops = [
    hub.subscribe(leader, markersTopic, () => {
      isDue = true
      retry.reset()
      wake()
    }),
    hub.subscribe(follower, documentTopic, wake),
    courier.watch([leader, follower], wake),
  ]
  wake()
  return {
    doing: () => doing,
    close() {
      closed = true
      retry.reset()
      again.stop()
      for (const stop of stops) stop()
    },
  }
}
