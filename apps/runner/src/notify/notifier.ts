import { randomBytes } from 'node:crypto'
import { failureOf, type NotifyChannel, type NotifyMessage } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import type { Feed, FeedItem } from '../host/feed.ts'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import type { ChannelRows } from './channelRows.ts'
import { type ComposeTools, compose } from './compose.ts'
import type { Notices } from './notices.ts'
import { mayPass, type Outbox } from './outbox.ts'
import { lastReport, nextReport } from './reportTimes.ts'
import { gather } from './timing.ts'

export interface NotifierOptions extends ComposeTools {
  db: Database
  feed: Feed
  clock: Clock
  log: Pick<Logger, 'warn'>
  channels: ChannelRows
  notices: Notices
  outbox: Outbox
  /** Hands a message over. Fails with why it did not arrive. */
  deliver(channel: NotifyChannel, message: NotifyMessage): Promise<void>
  /** What happened in the night before this moment. */
  report(at: number): Pick<NotifyMessage, 'title' | 'text' | 'url' | 'notices'>
  /** Something changed that a person may be looking at. */
  changed(): void
}

/** Sees what happens, puts it into messages, and hands them over until they arrive. */
export interface Notifier {
  /** Looks again now: a channel was changed. */
  look(): void
  /** Stores a message. */
  post(channel: NotifyChannel, message: Omit<NotifyMessage, 'id' | 'channelId' | 'at'>): NotifyMessage
  /** Hands one over, and waits for what comes of it. Fails with why it did not arrive. */
  send(channel: NotifyChannel, message: NotifyMessage, how: { again: boolean }): Promise<void>
  open(): void
  close(): Promise<void>
}

const soonMs = 300
/** What somebody fetches is of use for so long. */
const seenMs = 12 * 3_600_000

/** Makes a notifier over a store; it begins with `open`. */
export function createNotifier(options: NotifierOptions): Notifier {
  const { db, feed, clock, log, channels, notices, outbox, deliver, report, changed } = options
  const going = new Map<string, Promise<void>>()
  let callOff = () => {}
  let closed = true
  let dueAt = Number.POSITIVE_INFINITY

  const wakeAt = (at: number) => {
    if (closed || at >= dueAt) return
    callOff()
    dueAt = at
    callOff = clock.alarm(at, () => {
      dueAt = Number.POSITIVE_INFINITY
      // Alarms ring early, so that a clock that was set is noticed.
      if (clock.now() < at) wakeAt(at)
      else look()
    })
  }
  const isGoing = (recipeId: string): boolean =>
    db.get(
      "SELECT 1 FROM runs WHERE parent_run IS NULL AND recipe_id = ? AND status IN ('queued', 'running') LIMIT 1",
      recipeId,
    ) !== undefined

  const post: Notifier['post'] = ({ id: channelId }, message) => {
    const now = clock.now()
    const whole = { ...message, id: `msg_${randomBytes(12).toString('base64url')}`, channelId, at: now }
    outbox.add(whole, now)
    changed()
    return whole
  }
  /** Puts what is ready into messages. Returns when the next one will be. */
  const fill = (channel: NotifyChannel, now: number): number => {
    const open = notices.open(channel.id)
    const ready = gather(open, { lastAt: outbox.lastAt(channel.id), isGoing, now })
    if (!ready) return Number.POSITIVE_INFINITY
    if (ready.at > now) return ready.at
    const words = compose(options, ready.notices)
    notices.take(ready.notices, words ? post(channel, { kind: 'runs', ...words }).id : 'none')
    return Number.POSITIVE_INFINITY
  }
  const fillReport = (channel: NotifyChannel, now: number): number => {
    const { reportAt, id, createdAt } = channel
    if (reportAt === null) return Number.POSITIVE_INFINITY
    const last = lastReport(reportAt, now)
    if (last !== null && last >= createdAt) {
      const key = `report:${new Date(last).toISOString().slice(0, 10)}`
      if (notices.once(id, key, 'report', now)) post(channel, { kind: 'report', ...report(last) })
    }
    return nextReport(reportAt, now)
  }
  const send: Notifier['send'] = async (channel, message, { again }) => {
    try {
      await deliver(channel, message)
    } catch (error) {
      const failure = failureOf(error)
      db.tx(() => {
        outbox.failed(message.id, again && mayPass(failure), clock.now())
        channels.told(channel.id, failure, clock.now())
      })
      log.warn({ channel: channel.id, failure }, 'a notification did not arrive')
      changed()
      throw error
    }
    db.tx(() => {
      outbox.settle(message.id)
      channels.told(channel.id, null, clock.now())
    })
    changed()
  }
  /** Hands over what is due. Returns when the next one is. */
  const deliverDue = (now: number): number => {
    let next = Number.POSITIVE_INFINITY
    for (const { message, nextAt } of outbox.open()) {
      const { id, channelId } = message
      const channel = channels.find(channelId)?.channel
      if (!channel?.enabled || (isSeenOnce(channel, message) && message.at + seenMs < now)) {
        outbox.settle(id)
        continue
      }
      if (isSeenOnce(channel, message) || going.has(id)) continue
      if (nextAt > now) {
        next = Math.min(next, nextAt)
        continue
      }
      const attempt = send(channel, message, { again: true })
        .catch(() => {})
        .finally(() => {
          going.delete(id)
          wakeAt(clock.now())
        })
      going.set(id, attempt)
    }
    return next
  }
  const look = () => {
    if (closed) return
    const now = clock.now()
    try {
      const all = channels.all().flatMap(({ channel }) => (channel.enabled ? channel : []))
      const next = db.tx(() => {
        notices.look(all, now)
        return all.flatMap((channel) => [fill(channel, now), fillReport(channel, now)])
      })
      wakeAt(Math.min(deliverDue(now), ...next))
    } catch (error) {
      log.warn({ error: failureOf(error) }, 'notifications could not be looked after')
      wakeAt(now + 60_000)
    }
  }
  let stopListening = () => {}
  return {
    look: () => wakeAt(clock.now()),
    post,
    send,
    open() {
      closed = false
      stopListening = feed.listen((item) => {
        if (matters(item)) wakeAt(clock.now() + soonMs)
      })
      wakeAt(clock.now())
    },
    async close() {
      closed = true
      stopListening()
      callOff()
      await Promise.allSettled(going.values())
    },
  }
}

/** Pages of the editor fetch theirs; a test is waited for by whoever asked. */
const isSeenOnce = ({ target }: NotifyChannel, { kind }: NotifyMessage): boolean =>
  target.kind === 'browser' || kind === 'test'

/** Whether a change may be something to tell. */
function matters({ change }: FeedItem): boolean {
  if (change.type === 'head')
    return change.head.parent === null && (change.head.endedAt !== null || change.head.status === 'parked')
  if (change.type === 'inside') return true
  if (change.type !== 'step') return false
  const { status, asks } = change.step
  return status === 'blocked' || status === 'unknown' || asks?.for === 'answer'
}
