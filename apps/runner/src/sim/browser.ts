import type { TrackedChange } from '@segue/api'
import { reduceRun } from '@segue/client'
import type { RunView } from '@segue/protocol'
import type { Life } from './life.ts'
import type { SimRunner } from './simRunner.ts'

/** Somebody who follows a run, over a connection that comes and goes. */
export interface Browser {
  readonly name: string
  readonly runId: string
  /** The runner that it is connected to, or was last. */
  readonly life: Life | null
  readonly isConnected: boolean
  /** Whether it has yet to hear something. */
  readonly isBehind: boolean
  readonly view: RunView | null
  /** Where it stands, as the invariants count it. */
  place: { instance: string; seq: number }
  /** What it has heard since the last call. */
  news(): TrackedChange[]
  /** Connects again, and asks for all that it missed. */
  connect(runner: SimRunner): void
  cut(): void
  /** Reads the next change, if it waits for none. */
  read(): void
}

/** Opens it; it is not connected. */
export function createBrowser(name: string, runId: string): Browser {
  let life: Life | null = null
  let changes: AsyncIterator<TrackedChange> | null = null
  let stop = new AbortController()
  let waits = false
  let heard: TrackedChange[] = []
  let last: string | undefined
  let view: RunView | null = null
  const take = (item: TrackedChange) => {
    heard.push(item)
    last = item.id
    view = reduceRun(view, item.change)
  }
  const browser: Browser = {
    name,
    runId,
    place: { instance: '', seq: 0 },
    get life() {
      return life
    },
    get isConnected() {
      return changes !== null && life?.dead === false
    },
    get isBehind() {
      return !waits
    },
    get view() {
      return view
    },
    news() {
      const since = heard
      heard = []
      return since
    },
    connect(runner) {
      browser.cut()
      stop = new AbortController()
      life = runner.life
      const from = last === undefined ? { runId } : { runId, lastEventId: last }
      changes = runner.runs.changes(from, stop.signal)[Symbol.asyncIterator]()
    },
    cut() {
      stop.abort()
      changes = null
      waits = false
    },
    read() {
      if (waits || changes === null) return
      const from = changes
      const alive = life
      waits = true
      void from.next().then(({ value }) => {
        if (changes !== from || alive?.dead) return
        waits = false
        if (value) take(value)
      })
    },
  }
  return browser
}
