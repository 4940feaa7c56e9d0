import {
  type Failure,
  type HeldStep,
  type RunHead,
  type RunView,
  type StepView,
  stepPaused,
} from '@segue/protocol'
import { expect, test } from 'vitest'
import type { Backend } from './backend.ts'
import { standingOf } from './heldSteps.ts'
import { nextSteps } from './nextSteps.ts'

const step = (nodeId: string, status: StepView['status'], more: Partial<StepView> = {}): StepView => ({
  nodeId,
  type: 'text.template',
  name: nodeId.toUpperCase(),
  status,
  settledBy: null,
  reason: null,
  lane: 'local',
  standIn: false,
  attempt: 0,
  startedAt: null,
  endedAt: null,
  outputs: {},
  failure: null,
  asks: null,
  items: null,
  ...more,
})
const head = (runId: string, status: RunHead['status']): RunHead => ({
  runId,
  recipeId: 'rcp_1',
  recipeName: 'One',
  status,
  parent: null,
  priority: 0,
  kept: false,
  unattended: false,
  createdAt: 0,
  endedAt: null,
  inputs: {},
  outputs: {},
  failures: [],
})
const viewOf = (
  runId: string,
  steps: StepView[],
  status: RunHead['status'] = 'waiting',
  inside: HeldStep[] = [],
): RunView => ({
  head: head(runId, status),
  steps,
  inside: { total: inside.length, steps: inside },
  progress: [],
  log: [],
})

/** How the first run stands, among all of them; children are those whose id begins with that of their step. */
async function stands([first, ...others]: RunView[], live = true) {
  if (!first) throw new Error('there is no run')
  const backend = {
    live,
    async follow(runId: string, onChange: Parameters<Backend['follow']>[1]) {
      const run = others.find((one) => one.head.runId === runId)
      if (run) onChange({ type: 'init', run })
    },
    runs: {
      children: async ({ runId, nodeId }: { runId: string; nodeId: string }) =>
        others
          .filter((one) => one.head.runId.startsWith(`${runId}/${nodeId}/`))
          .map((one) => ({ name: one.head.runId, head: one.head })),
    },
  } as unknown as Parameters<typeof standingOf>[0]
  const { moves, held } = await standingOf(backend, first)
  return { moves, held: held.map((one) => `${one.runId} ${one.step.nodeId}`) }
}

const answer = {
  for: 'answer',
  mode: 'approve',
  question: 'Good?',
  choices: 0,
  form: null,
  deadline: null,
  otherwise: 'reject',
} as const
const missing: Failure = {
  code: 'live.absent',
  message: 'Live is not here.',
  hint: 'Start Live.',
  severity: 'error',
  kind: 'environment',
}
const time = { for: 'time', at: 1 } as const
const event = (deadline: number | null) => ({ for: 'event', topic: 'drop', deadline }) as const
const items = { total: 2, live: 2, succeeded: 0, failed: 0 }

test('steps that need a person hold a run; what waits for them does not move', async () => {
  const held = [step('a', 'blocked'), step('b', 'unknown'), step('c', 'waiting', { asks: answer })]
  const steps = [...held, step('d', 'waiting'), step('e', 'succeeded')]
  expect(await stands([viewOf('run_1', steps)])).toEqual({
    moves: false,
    held: ['run_1 a', 'run_1 b', 'run_1 c'],
  })
})

test.each(['queued', 'running', 'retrying'] as const)('a run moves while a step is %s', async (status) => {
  expect(await stands([viewOf('run_1', [step('a', 'blocked'), step('b', status)])])).toMatchObject({
    moves: true,
  })
})

test.each([
  ['a time', time, true, true],
  ['a time', time, false, true],
  ['an event', event(null), true, true],
  ['an event until its deadline', event(5), false, true],
  ['an event that nobody can hear', event(null), false, false],
])('a step that waits for %s', async (_, asks, live, moves) => {
  const { held, ...rest } = await stands([viewOf('run_1', [step('a', 'waiting', { asks })])], live)
  expect([rest.moves, held.length]).toEqual([moves, moves ? 0 : 1])
})

test('items that are held hold the run that they belong to, unless another one moves', async () => {
  const asking = step('a', 'waiting', { asks: answer })
  const place = [{ step: 'EACH', item: 'kick.wav' }]
  const run = viewOf('run_1', [step('each', 'running', { items })], 'waiting', [
    { runId: 'run_1/each/0', place, step: asking },
  ])
  const first = viewOf('run_1/each/0', [asking])
  const second = viewOf('run_1/each/1', [step('a', 'running')], 'running')
  expect(await stands([run, first])).toEqual({ moves: false, held: ['run_1/each/0 a'] })
  expect(await stands([run, first, second])).toEqual({ moves: true, held: ['run_1/each/0 a'] })
})

test('a step that somebody paused holds a run, also one that would be tried again', async () => {
  const paused = [step('a', 'waiting', { reason: stepPaused }), step('b', 'retrying', { reason: stepPaused })]
  expect(await stands([viewOf('run_1', paused)])).toEqual({ moves: false, held: ['run_1 a', 'run_1 b'] })
})

test('a step inside says in which item it is, and is answered there', () => {
  const place = [
    { step: 'Songs', item: 'kick.wav' },
    { step: 'Film', item: null },
  ]
  const held = { runId: 'run_1/songs/0/film/0', place, step: step('a', 'waiting', { asks: answer }) }
  expect(nextSteps(head('run_1', 'waiting'), [held])).toEqual([
    '“A” (Songs: kick.wav › Film) asks: Good?',
    '  segue runs approve run_1/songs/0/film/0 a   or   segue runs reject run_1/songs/0/film/0 a',
  ])
})

test.each([
  [
    'asks',
    step('a', 'waiting', { asks: answer }),
    ['Good?', 'segue runs approve run_1 a', 'runs reject run_1 a'],
  ],
  [
    'lets pick',
    step('a', 'waiting', { asks: { ...answer, mode: 'pick', choices: 3 } }),
    ['--pick 1…3', 'runs reject run_1 a'],
  ],
  ['waits for an event', step('a', 'waiting', { asks: event(null) }), ['segue start', 'segue signal drop']],
  ['is unknown', step('a', 'unknown'), ['runs retry run_1 a', 'runs done run_1 a', 'runs fail run_1 a']],
  [
    'is blocked',
    step('a', 'blocked', { reason: 'Blender is not here.' }),
    ['Blender is not here.', 'runs fail run_1 a'],
  ],
  [
    'is blocked, with what would mend it',
    step('a', 'blocked', { reason: 'Live is not here.', failure: missing }),
    ['Live is not here.', 'Start Live.', 'runs retry run_1 a'],
  ],
  ['is paused', step('a', 'waiting', { reason: stepPaused }), ['is paused', 'runs resume run_1 a']],
])('says what to do about a step that %s', (_, held, parts) => {
  const said = nextSteps(head('run_1', 'waiting'), [{ runId: 'run_1', place: [], step: held }]).join('\n')
  for (const part of parts) expect(said).toContain(part)
})

test('says why a run is set aside, and how it goes on', () => {
  const failure = { code: 'x.y', message: 'Too often.', hint: '', severity: 'error', kind: 'bug' } as const
  const said = nextSteps({ ...head('run_1', 'parked'), failures: [failure] }, []).join('\n')
  expect(said).toContain('Too often.')
  expect(said).toContain('segue runs resume run_1')
})
