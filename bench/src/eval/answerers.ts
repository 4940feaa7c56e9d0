import type { EvalCase } from '@segue/planner/eval/evalCase'
import { goodReplies } from '@segue/planner/eval/replies/good'
import type { Score } from '@segue/planner/eval/score'
import { PlannerSettings, type PlanUsage, type Recipe } from '@segue/protocol'
import type { Answerer } from '@segue/runner/planner/answer'
import { createModelAnswerer } from '@segue/runner/planner/model/modelAnswerer'
import { modelFor } from '@segue/runner/planner/model/providers'
import { offlineAnswerer } from '@segue/runner/planner/offlineAnswerer'
import { replayModel } from '@segue/runner/planner/replayModel'

/** What became of one sentence. */
export interface Answered {
  test: EvalCase
  /** Null when no answer came. */
  score: Score | null
  usage: PlanUsage | null
  seconds: number
  after: Recipe | null
  /** Without a problem before anything was asked again. */
  atOnce: boolean
  /** Whether it runs on stand-ins; null where that is not asked. */
  runs: boolean | null
  failure: string | null
}

interface Named {
  name: string
  /** Sentences that it can be asked. */
  covers(test: EvalCase): boolean
  answererFor(test: EvalCase): Answerer
  /** Another time may give another answer. */
  live: boolean
}

const scripted: Named = {
  name: 'Scripted replies, written by hand, no model',
  covers: ({ id }) => goodReplies.has(id),
  answererFor: ({ id }) =>
    createModelAnswerer({
      model: replayModel(goodReplies.get(id) ?? ''),
      settings: PlannerSettings.parse({}),
      ...{ host: 'The script', spent: () => 0, now: Date.now },
    }),
  live: false,
}

const offline: Named = {
  name: 'Offline planner',
  covers: () => true,
  answererFor: () => offlineAnswerer,
  live: false,
}

/** Who is asked: always the offline planner; a provider when one is named, else the script. */
export function answerersFor(settings: PlannerSettings, key: string | null): Named[] {
  if (settings.provider === 'offline') return [offline, scripted]
  const model = modelFor(settings, key)
  const asked = createModelAnswerer({
    settings,
    model,
    host: settings.provider,
    spent: () => 0,
    now: Date.now,
  })
  return [
    offline,
    {
      name: `${settings.provider} ${settings.model}`,
      covers: () => true,
      answererFor: () => asked,
      live: true,
    },
  ]
}
