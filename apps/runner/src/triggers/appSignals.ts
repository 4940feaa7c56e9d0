import { AppEventSettings, AppHappening, AppId, appHappenings, failureOf } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import type { Feed } from '../host/feed.ts'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import type { Json, OpenSource, Source } from './sources/source.ts'

export interface AppSignalsOptions {
  db: Database
  feed: Feed
  clock: Clock
  log: Pick<Logger, 'warn'>
  open: OpenSource<'app'>
  /** Tells steps that wait for this event. */
  signal(event: { topic: string; data: Json }): Promise<unknown>
}

/**
 * Tells steps that wait for `live.locator.passed`, or `live.locator.passed/Drop`, when that happens. An application is
 * listened to from the first step on that waits for one of its events. Returns the way to stop.
 */
export function openAppSignals({
  db,
  feed,
  clock,
  log,
  open,
  signal,
}: AppSignalsOptions): () => Promise<void> {
  const sources = new Map<string, Source>()
  const listen = (topic: string) => {
    const settings = settingsOf(topic)
    if (settings === null) return
    const base = `${settings.app}.${settings.happening}`
    if (sources.has(base)) return
    const source = open({
      trigger: { id: base, recipeId: '', settings, since: clock.now() },
      async hear({ data }) {
        const name = typeof data === 'object' && data !== null && 'name' in data ? data.name : null
        const topics = typeof name === 'string' ? [base, `${base}/${name}`] : [base]
        await Promise.all(topics.map((one) => signal({ topic: one, data })))
      },
      passBy() {},
      stands({ failure }) {
        if (failure) log.warn({ failure, topic: base }, 'an event that steps wait for is not heard')
      },
    })
    sources.set(base, source)
  }
  const stop = feed.listen(({ change }) => {
    if (change.type !== 'step' || change.step.asks?.for !== 'event') return
    const { topic } = change.step.asks
    // The host is in the middle of its own turn.
    clock.defer(() => listen(topic))
  })
  for (const { topic } of db.all('SELECT DISTINCT topic FROM steps WHERE topic IS NOT NULL'))
    listen(String(topic))
  return async () => {
    stop()
    await Promise.all(
      [...sources.values()].map((source) =>
        source.close().catch((error) => log.warn({ error: failureOf(error) }, 'a source did not close')),
      ),
    )
  }
}

/** The event of an application that a topic names; null for any other. */
function settingsOf(topic: string): AppEventSettings | null {
  const [, app, happening] = /^([a-z]+)\.([a-z.]+)(?:\/|$)/.exec(topic) ?? []
  const [knownApp, known] = [AppId.safeParse(app), AppHappening.safeParse(happening)]
  if (!knownApp.success || !known.success || !appHappenings[knownApp.data]?.includes(known.data)) return null
  return AppEventSettings.parse({ kind: 'app', app: knownApp.data, happening: known.data })
}
