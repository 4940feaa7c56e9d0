import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import {
  AppDocument,
  type AppEventSettings,
  appHappenings,
  apps,
  documentTopic,
  fail,
  failureOf,
} from '@segue/protocol'
import type { ArtifactStore } from '../../artifacts/artifactStore.ts'
import type { Hub } from '../../bridges/hub.ts'
import type { AppEvent } from '../../bridges/subscriptions.ts'
import type { Clock } from '../../host/clock.ts'
import { happeningFacts, type Told } from './appHappenings.ts'
import { isSmall } from './isSmall.ts'
import type { OpenSource, TriggerEvent } from './source.ts'

export interface AppDeps {
  hub: Pick<Hub, 'theirs' | 'onChange'>
  artifacts: Pick<ArtifactStore, 'putFile'>
  clock: Clock
}

/** After Segue's own work an application needs a moment to say what came of it. */
const calmMs = 500

/** Hears what happens in the applications that people have open. */
export const openAppEvents =
  ({ hub, artifacts, clock }: AppDeps): OpenSource<'app'> =>
  ({ trigger: { settings }, hear, passBy, stands }) => {
    const { app, happening, name } = settings
    const { title } = apps[app]
    const own = randomBytes(4).toString('hex')
    const theirs = hub.theirs(app)
    let count = 0
    /** The note that stands; undefined before the first. */
    let told: string | null | undefined
    let workedAt = Number.NEGATIVE_INFINITY
    let playing: boolean | null = null
    let closed = false

    const look = () => {
      if (theirs.isBusy()) workedAt = clock.steady()
      playing = theirs.isHere() ? (playing ?? theirs.document()?.playing ?? null) : null
      const note = theirs.isHere() ? null : `It waits for ${title}.`
      if (note !== told) stands({ failure: null, note })
      told = note
    }
    const fire = async ({ name: said, data, path, refusal }: Told, at: number) => {
      const event: Omit<TriggerEvent, 'key'> = {
        at,
        words: [title, happening.replace('.', ' '), said ?? ''].join(' ').trim().slice(0, 160),
        // What an application tells is JSON; only its type does not say so.
        data: JSON.parse(JSON.stringify({ app, happening, name: said, data })),
      }
      const isOwn = theirs.isBusy() || clock.steady() < workedAt + calmMs
      const why = isOwn ? `Segue itself works in ${title}` : (refusal ?? misses(name, said))
      if (why !== null || !isSmall(event.data))
        return passBy(event, why ?? 'it holds more than a run can be given')
      const file = path === null ? {} : await fileOf(path)
      if (!closed)
        await hear({ ...event, data: { ...(event.data as object), ...file }, key: `app:${own}:${++count}` })
    }
    /** The file as a person would give it; none when it lies on another machine. */
    const fileOf = async (path: string) => {
      const found = isAbsolute(path) ? await stat(path).catch(() => null) : null
      if (!found?.isFile()) return {}
      return {
        file: JSON.parse(
          JSON.stringify(await artifacts.putFile(path, { name: basename(path), origin: path })),
        ),
      }
    }
    const { topic: wanted, read } = happeningFacts[happening]
    const receive = ({ topic, data }: AppEvent) => {
      if (topic === documentTopic) {
        const now = AppDocument.safeParse(data).data?.playing ?? null
        const before = playing
        playing = now
        // What it does when Segue begins to listen did not happen just now.
        if (before === null || now === null || before === now) return
        if (now !== (happening === 'transport.started')) return
      }
      const seen = read(data)
      // What the store does not take now is too old when it does.
      if (seen !== null)
        fire(seen, clock.now()).catch((error) => stands({ failure: failureOf(error), note: null }))
    }
    const stops = [theirs.subscribe(wanted, receive), hub.onChange(look)]
    clock.defer(() => {
      if (!closed) look()
    })
    return {
      async close() {
        closed = true
        for (const stop of stops) stop()
      },
    }
  }

const misses = (wanted: string | null, said: string | null): string | null =>
  wanted === null || wanted === said ? null : `it is not ${wanted}`

/** Fails with `app.never_told` when an application has no such event. */
export function checkHappening({ app, happening }: AppEventSettings): void {
  if (appHappenings[app]?.includes(happening)) return
  throw fail({
    code: 'app.never_told',
    message: `${apps[app].title} never tells “${happening}”.`,
    hint: 'Choose another event, or another application.',
    kind: 'input',
  })
}
