import { failureOf } from '@segue/protocol'
import { appTitle } from '../../bridges/failure.ts'
import { createAgain } from './again.ts'
import { createFollower } from './follower.ts'
import {
  busyReason,
  type Doing,
  type Following,
  type FollowingOptions,
  failing,
  waiting,
} from './following.ts'
import { createLeader } from './leader.ts'
import { type FollowerStand, type Move, nextMove } from './nextMove.ts'
import { createRetry } from './retry.ts'

/** After a move the follower runs by itself for so long before drift alone moves it again. */
const settleMs = 1000
/** While somebody else has the follower, it is looked at so often. */
const lookMs = 1000

/**
 * Keeps a follower's timeline and tempo where the leader's are. It plays by itself and is moved when the leader starts,
 * stops, jumps or changes its tempo, and when it has drifted by more than a frame. While the leader stands still, a
 * person may go anywhere in the follower.
 */
export function followTransport(options: FollowingOptions): Following {
  const { sync, hub, courier, logger, now, onChange } = options
  const retry = createRetry()
  const again = createAgain(lookMs, () => wake())
  let doing: Doing = waiting('')
  let isMoving = false
  let closed = false
  let movedAt = Number.NEGATIVE_INFINITY
  /** What the leader had told when the follower was last where it should be, and on which connection that was. */
  let settled: string | null = null

  const show = (next: Doing) => {
    if (JSON.stringify(next) === JSON.stringify(doing)) return
    doing = next
    onChange()
  }
  const send = async (move: Move, from: FollowerStand, goal: string) => {
    isMoving = true
    try {
      await follower.move(move, from)
      settled = goal
      movedAt = now()
      retry.reset()
      if (doing.state === 'failing') doing = waiting('')
    } catch (error) {
      if (closed) return
      const reason = courier.absent(sync.follower) ?? busyReason(error)
      logger.warn({ ...sync, code: failureOf(error).code }, 'a follower was not moved')
      retry.failed(wake)
      show(reason === null ? failing(error) : waiting(reason))
    } finally {
      isMoving = false
      wake()
    }
  }
  const wake = () => {
    if (closed || isMoving) return
    const at = now()
    const [led, stood] = [leader.at(at), follower.at(at)]
    if (typeof led === 'string') return show(waiting(led))
    if (typeof stood === 'string') {
      again.soon()
      return show(waiting(stood))
    }
    const { driftSec, move, urgent, holds } = nextMove(sync, led, stood, follower.sendAheadSec())
    const shown = led.playing && sync.transport ? Math.round(driftSec * 1000) / 1000 : null
    const detail = holds ? `${appTitle(sync.follower)} stands at the end of its timeline.` : ''
    if (!retry.waiting) show({ state: 'following', driftSec: shown, detail })
    const goal = `${leader.told} ${courier.session(sync.leader)} ${courier.session(sync.follower)}`
    if (goal === settled || retry.waiting) return
    if (move === null) settled = goal
    else if (urgent || at - movedAt >= settleMs) void send(move, stood, goal)
  }
  const leader = createLeader({ app: sync.leader, hub, courier, now, onTold: wake })
  const follower = createFollower({ app: sync.follower, hub, courier, now, onTold: wake })
  const stop = courier.watch([sync.leader, sync.follower], wake)
  wake()
  return {
    doing: () => doing,
    close() {
      closed = true
      retry.reset()
      again.stop()
      stop()
      leader.close()
      follower.close()
    },
  }
}
