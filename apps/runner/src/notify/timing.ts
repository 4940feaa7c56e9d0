import type { NoticeKind } from '@segue/protocol'

/** Something that a channel is to tell and has not told yet. Times are epoch milliseconds. */
export interface OpenNotice {
  seq: number
  kind: NoticeKind
  recipeId: string
  runId: string | null
  key: string
  seenAt: number
}

export interface Gathering {
  /** When the channel's last message was made; null for never. */
  lastAt: number | null
  /** Whether more runs of a recipe are queued or at work. */
  isGoing(recipeId: string): boolean
  now: number
}

/** What comes together goes together. */
const gatherMs = 10_000
/** The least time between two messages, so that forty failures are a handful of messages. */
const gapMs = 120_000
/** Good news waits for the rest of its batch, but not for ever. */
const longestMs = 12 * 3_600_000

const isTrouble = ({ kind }: OpenNotice): boolean => kind !== 'finished' && kind !== 'cancelled'

/**
 * What goes into a channel's next message, and when; null when nothing is ready. Trouble goes at once, after a moment in
 * which more of it may come. What went well waits until the other runs of its recipe are over, or goes along with trouble.
 */
export function gather(
  open: readonly OpenNotice[],
  { lastAt, isGoing, now }: Gathering,
): { notices: OpenNotice[]; at: number } | null {
  const isDone = (one: OpenNotice) => !isGoing(one.recipeId) || one.seenAt + longestMs <= now
  const notices = open.filter((one) => isTrouble(one) || isDone(one))
  const urgent = notices.filter(isTrouble)
  const [first] = urgent.length > 0 ? urgent : notices
  if (!first) return null
  const since = (urgent.length > 0 ? Math.min : Math.max)(
    ...(urgent.length > 0 ? urgent : notices).map(({ seenAt }) => seenAt),
  )
  const soonest = since + gatherMs
  return { notices, at: lastAt === null ? soonest : Math.max(soonest, lastAt + gapMs) }
}

/** Waits before the next attempt, by how many have failed; null: given up after about a day. */
export function retryAfterMs(attempts: number): number | null {
  const minutes = [0.5, 2, 10, 30, 60]
  if (attempts > 26) return null
  return (minutes[attempts - 1] ?? 60) * 60_000
}
