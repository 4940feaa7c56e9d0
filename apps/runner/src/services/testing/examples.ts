import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { own, type RunView } from '@segue/protocol'
import type { Json } from '../../lanes/attempt.ts'
import { openTestRunner, type TestRunner } from '../../testing.ts'
import { examplesFolder, plantStarters } from '../samples.ts'
import { testRuns } from './runs.ts'

/** Names of all starter recipes. */
export const examples = readdirSync(join(examplesFolder, 'recipes')).map((name) => basename(name, '.json'))

/** What makes an example quick: a film of ten seconds in its own size is made elsewhere. */
const smaller: Record<string, Record<string, Json>> = {
  'album-to-films': { seconds: 0.5, height: 90, look: 'ripple' },
  'export-to-film': { seconds: 0.5, height: 90 },
  'mix-to-film': { seconds: 1, short: 90, fps: '12' },
  'render-queue': { height: 90 },
  'vj-loops': { seeds: [2, 5], bars: 0.5, height: 90, fps: '12' },
  'beat-film': { seconds: 1, width: 160, height: 90 },
  'film-in-every-format': { height: 90, fps: '8' },
  'film-to-approve': { seconds: 1, height: 90 },
  'notes-to-motion': { seconds: 1, height: 90 },
  'sounds-to-films': { seconds: 0.5 },
  'stems-to-film': { height: 90, fps: '12' },
  'there-and-back': { seconds: 1, height: 90 },
}

/** A runner with every starter recipe in it. */
export async function openExamples(...[options]: Parameters<typeof openTestRunner>): Promise<TestRunner> {
  const runner = await openTestRunner(options)
  await plantStarters(runner.db, runner.artifacts)
  return runner
}

export type Word = { decision: 'approve'; pick: number } | { decision: 'reject'; comment: string }
const yes: Word = { decision: 'approve', pick: 1 }

/** Runs an example to its end, made small unless `inputs` say otherwise; a question on the way gets this word. */
export async function through(
  runner: TestRunner,
  name: string,
  { word = yes, inputs = {} }: { word?: Word; inputs?: Record<string, Json> } = {},
): Promise<RunView> {
  const { runs } = runner.services
  const { until } = testRuns(runner, { id: `rcp_${name}` })
  const request = { recipe: { id: `rcp_${name}` }, inputs: { ...own(smaller, name), ...inputs } }
  const { runId } = await runs.start(request)
  const over = new Set(['succeeded', 'failed', 'cancelled', 'parked'])
  const asking = ({ steps }: RunView) => steps.find(({ asks }) => asks?.for === 'answer')
  const view = await until(runId, (now) => over.has(now.head.status) || asking(now) !== undefined)
  const step = asking(view)
  if (!step) return view
  await runs.answer({ runId, nodeId: step.nodeId, outputs: step.outputs, ...word })
  return until(runId, ({ head }) => over.has(head.status))
}

/** What a step of a run gave. */
export const shownBy = ({ steps }: RunView, nodeId: string): Record<string, unknown> =>
  steps.find((step) => step.nodeId === nodeId)?.outputs ?? {}
