import type { JobEnd } from '@segue/engine'
import type { Prng } from '@segue/engine/sim/prng'
import { laneWord } from '@segue/engine/testing/laneWords'
import { type Ending, run as worldRun } from '@segue/engine/testing/world'
import { type AppId, AppId as AppIds, fail } from '@segue/protocol'
import type { Attempt, Done, Hooks, Lane } from '../lanes/attempt.ts'
import { workCommand } from './application.ts'
import type { Life } from './life.ts'
import type { SimRun } from './runs.ts'
import { computed, simTypes } from './types.ts'

/** A job that a lane has. */
export interface Going {
  life: Life
  attempt: Attempt
  /** Ends it; null while something else has to end it: an application, or a time limit. */
  end: (() => void) | null
  /** The lane cannot go on with it now; null where its application says so. */
  block: (() => void) | null
}

export interface LaneOptions {
  life: Life
  random: Prng
  runOf(runId: string): SimRun
  /** How this attempt ends when nothing comes between. */
  fateOf(attempt: Attempt): Ending
  onBegin(going: Going): void
  onEnd(going: Going): void
  now(): number
}

const blocked = () =>
  fail({ code: 'lane.blocked', message: 'Not now.', hint: 'Wait a little.', kind: 'environment' })

/** What a lane's word means for the host. */
function doneOf(
  end: Extract<JobEnd, { outputs: string }>,
  { path, isApproved }: { path: string; isApproved: boolean },
): Done {
  const { outputs, ports = ['out'], asks, children } = end
  const shown = asks ? ['in'] : ports
  const values = Object.fromEntries(shown.map((port) => [port, isApproved ? `${outputs} approved` : outputs]))
  const items = Array.from({ length: children?.count ?? 0 }, (_, i) => ({
    name: `${i}`,
    inputs: { x: `${path} ${i}` },
  }))
  return { outputs: values, ...(asks ? { asks } : {}), ...(children ? { children, items } : {}) }
}

/** Lanes that do what the seed says. */
export function createSimLane({ life, random, runOf, fateOf, onBegin, onEnd, now }: LaneOptions): Lane {
  const wordFor = (attempt: Attempt, ending: Ending): Done => {
    const { runId, nodeId, lane, given } = attempt
    const [root = ''] = runId.split('/')
    const path = `${runId}/${nodeId}`.slice(root.length + 1)
    const job = { actor: `${worldRun}/${path}`, attempt: attempt.attempt, lane, given }
    const word = laneWord(runOf(root).world, { job, ending, random, soon: now() + 1000 + random.below(3000) })
    if ('outputs' in word) return doneOf(word, { path, isApproved: given.answer !== undefined })
    throw 'failure' in word ? fail(word.failure) : blocked()
  }
  const said = async (attempt: Attempt, ending: Ending) => wordFor(attempt, ending)
  const isSure = (attempt: Attempt) => fateOf(attempt) === 'ok' && random.next() < 0.5
  const atApplication = async (app: AppId, attempt: Attempt, fate: Ending, hooks: Hooks): Promise<Done> => {
    const bridge = await hooks.bridge(app)
    const once = simTypes.get(attempt.type)?.repeatable === false
    const key = `${attempt.runId}/${attempt.nodeId}`
    const work = { key, attempt: attempt.attempt, once, fate }
    const value = await bridge.call(workCommand(app), work, ({ fraction, message }) => {
      hooks.progress(fraction, message)
      hooks.mark(`${fraction}`, message)
    })
    return { outputs: { out: value } }
  }
  return {
    close: async () => {},
    computing: {
      can: ({ type }) => computed.has(type),
      compute: (attempt) => (isSure(attempt) ? { done: wordFor(attempt, 'ok'), notes: [] } : null),
    },
    async run(attempt, hooks, signal) {
      const fate = fateOf(attempt)
      const app = AppIds.safeParse(attempt.lane)
      const end = Promise.withResolvers<Done>()
      const going: Going = {
        life,
        attempt,
        end: app.success || fate === 'slow' ? null : () => end.resolve(said(attempt, fate)),
        block: app.success ? null : () => end.reject(blocked()),
      }
      signal.addEventListener('abort', () => {
        // Most end at once with what they were told; some are just about to succeed.
        if (!app.success) going.end = () => end.reject(signal.reason)
      })
      onBegin(going)
      try {
        return await (app.success ? atApplication(app.data, attempt, fate, hooks) : end.promise)
      } finally {
        onEnd(going)
      }
    },
  }
}
