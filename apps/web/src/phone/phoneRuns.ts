import { reduceRun, signedOut } from '@segue/client'
import { failureOf, type RunHead, type RunView } from '@segue/protocol'
import { create } from 'zustand'
import { type Need, needsOf } from '../runs/attention.ts'
import { coalesce } from '../runs/coalesce.ts'
import { isSettled } from '../runs/status.ts'
import { runner } from '../server/client.ts'

interface PhoneRuns {
  /** Whether the runner answers, and lets this phone in. */
  reach: 'fine' | 'away' | 'out'
  /** Newest first. */
  heads: readonly RunHead[]
  /** Whole runs that are followed: those that go on, and the one that is looked at. */
  views: Readonly<Record<string, RunView>>
}

export const usePhoneRuns = create<PhoneRuns>(() => ({
  reach: 'fine',
  heads: [],
  views: {},
}))

/** More runs at once than a person answers from a phone. */
const mostFollowed = 12
const followed = new Map<string, AbortController>()
/** How often what goes on is asked for where no live line is to be had. */
const lookEveryMs = 2000

/** What of all runs waits for an answer, those first that wait longest. */
export const answersOf = (
  views: PhoneRuns['views'],
): { need: Extract<Need, { kind: 'answer' }>; view: RunView }[] =>
  Object.values(views)
    .filter(({ head }) => !isSettled(head.status))
    .sort((a, b) => a.head.createdAt - b.head.createdAt)
    .flatMap((view) => needsOf(view).flatMap((need) => (need.kind === 'answer' ? [{ need, view }] : [])))

/** Follows one run until it is let go of; asking twice follows once. */
export function follow(runId: string): void {
  if (followed.has(runId)) return
  const stop = new AbortController()
  followed.set(runId, stop)
  let view: RunView | null = null
  const flush = coalesce(() => {
    if (view === null || stop.signal.aborted) return
    const { head } = view
    usePhoneRuns.setState(({ views }) => ({ views: { ...views, [runId]: view as RunView } }))
    putHead(head)
  })
  runner()
    .runs.changes(runId, {
      signal: stop.signal,
      onData(change) {
        view = reduceRun(view, change)
        flush()
      },
    })
    .catch(() => undefined)
    .finally(() => followed.delete(runId))
}

/** Keeps the list of runs current, and what goes on in them, until the signal aborts. */
export function followPhoneRuns(signal: AbortSignal): void {
  void lookAgain()
  const stop = runner().connection.subscribe((state) => {
    if (state === 'online') void lookAgain()
  })
  const looking = setInterval(() => {
    if (runner().connection.get() !== 'online' && document.visibilityState === 'visible') void lookAgain()
  }, lookEveryMs)
  runner()
    .runs.watchHeads({
      signal,
      onData(head) {
        if (head.parent !== null) return
        putHead(head)
        followOpen()
      },
    })
    .catch(() => undefined)
  signal.addEventListener(
    'abort',
    () => {
      stop()
      clearInterval(looking)
      for (const one of followed.values()) one.abort()
    },
    { once: true },
  )
}

/** Asks for the list and for every run that goes on or was not seen at its end. */
async function lookAgain(): Promise<void> {
  try {
    const heads = await runner().runs.list({ limit: 50 })
    usePhoneRuns.setState({ reach: 'fine', heads })
    followOpen()
    if (runner().connection.get() === 'online') return
    await Promise.all([...followed.keys()].filter(isBehind).map(look))
  } catch (error) {
    const isOut = failureOf(error).code === signedOut().failure.code
    usePhoneRuns.setState({ reach: isOut ? 'out' : 'away' })
  }
}

async function look(runId: string): Promise<void> {
  const view = await runner().runs.view(runId)
  usePhoneRuns.setState(({ views }) => ({ views: { ...views, [runId]: view } }))
}

const isBehind = (runId: string): boolean => {
  const view = usePhoneRuns.getState().views[runId]
  return view === undefined || !isSettled(view.head.status)
}

function putHead(head: RunHead): void {
  const others = usePhoneRuns.getState().heads.filter(({ runId }) => runId !== head.runId)
  usePhoneRuns.setState({ heads: [head, ...others].sort((a, b) => b.createdAt - a.createdAt) })
}

function followOpen(): void {
  const open = usePhoneRuns.getState().heads.filter(({ status }) => !isSettled(status))
  for (const { runId } of open.slice(0, mostFollowed)) follow(runId)
}
