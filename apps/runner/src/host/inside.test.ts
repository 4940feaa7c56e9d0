import { bodyOf } from '@segue/engine/testing/recipe'
import { expect, test } from 'vitest'
import { failureOf, graph } from './graphs.ts'
import { openHostLab } from './hostLab.ts'
import type { JobResult } from './hostTypes.ts'

/** A map in a map: each outer item lists inner ones, and each of those has the one step `ask`. */
const deep = graph({
  outer: {
    type: 'flow.map',
    body: bodyOf({ inner: { type: 'flow.map', body: bodyOf({ ask: { type: 'flow.approve' } }) } }),
  },
})
const listing = (prefix: string, count: number): JobResult => ({
  end: 'done',
  cached: false,
  done: {
    outputs: {},
    items: Array.from({ length: count }, (_, i) => ({ name: `${prefix} ${i + 1}`, inputs: {} })),
    children: { concurrency: count, onFailure: 'stop' },
  },
})
const asking: JobResult = {
  end: 'done',
  cached: false,
  done: {
    outputs: { in: 7 },
    asks: {
      ...{ for: 'answer', mode: 'approve', question: 'Good?', choices: 0 },
      ...{ form: null, deadline: null, otherwise: 'reject' },
    },
  },
}

/** Two songs with so many takes each, all of which are about to ask. */
function songs(takes: number) {
  const lab = openHostLab()
  lab.room = 2 * takes
  lab.start('run_s', deep)
  lab.finish('run_s/outer:1', listing('song', 2))
  for (const song of [0, 1]) lab.finish(`run_s/outer/${song}/inner:1`, listing('take', takes))
  const take = (song: number, index: number) => `run_s/outer/${song}/inner/${index}`
  const told = (runId: string) =>
    lab.heard.flatMap((item) =>
      item.runId === runId && item.change.type === 'inside' ? [item.change.inside] : [],
    )
  return { lab, take, told }
}

test('a question deep inside shows in every run above it, with the way to it', () => {
  const { lab, take, told } = songs(2)
  lab.finish(`${take(1, 0)}/ask:1`, asking)
  const { inside } = lab.host.runs.view('run_s')
  expect(inside).toMatchObject({
    total: 1,
    steps: [
      {
        runId: take(1, 0),
        place: [
          { step: 'OUTER', item: 'song 2' },
          { step: 'INNER', item: 'take 1' },
        ],
        step: { nodeId: 'ask', asks: { question: 'Good?' }, outputs: { in: 7 } },
      },
    ],
  })
  expect(told('run_s')).toEqual([inside])
  expect(told('run_s/outer/1').at(-1)?.steps[0]?.place).toEqual([{ step: 'INNER', item: 'take 1' }])
  expect([told('run_s/outer/0'), told(take(1, 0))]).toEqual([[], []])
})

test('it is gone when it is answered there, also after a restart', () => {
  const { lab, take, told } = songs(1)
  lab.finish(`${take(0, 0)}/ask:1`, asking)
  lab.reopen()
  const shown = lab.host.runs.view('run_s').inside.steps[0]
  const { hash: outputs } = lab.db.get('SELECT outputs AS hash FROM steps WHERE run_id = ?', take(0, 0)) ?? {}
  const answer = { decision: 'approve', pick: null, comment: '', form: {}, at: 1, by: null }
  void lab.host.send(`${shown?.runId}/ask`, { type: 'ANSWER', outputs: String(outputs), answer })
  lab.idle()
  expect(lab.host.runs.view('run_s').inside).toEqual({ total: 0, steps: [] })
  expect(told('run_s').at(-1)).toEqual({ total: 0, steps: [] })
})

test('steps that are blocked, unknown or paused are told as well, in the order of the items', () => {
  const { lab, take } = songs(12)
  const failure = failureOf('environment')
  lab.finish(`${take(0, 10)}/ask:1`, { end: 'blocked', failure, retryMs: 60_000 })
  lab.finish(`${take(0, 9)}/ask:1`, asking)
  void lab.host.send(`${take(0, 2)}/ask`, { type: 'PAUSE', alone: true })
  lab.idle()
  const { steps } = lab.host.runs.view('run_s').inside
  expect(steps.map(({ place, step }) => [place[1]?.item, step.status, step.reason])).toEqual([
    ['take 3', 'waiting', 'This step is paused'],
    ['take 10', 'waiting', 'Good?'],
    ['take 11', 'blocked', failure.message],
  ])
  expect(steps[2]?.step.failure?.hint).toBe(failure.hint)
})

test('of very many only the first are told, and how many there are', () => {
  const { lab, take } = songs(40)
  for (const song of [0, 1])
    for (let index = 0; index < 40; index++) lab.finish(`${take(song, index)}/ask:1`, asking)
  const { total, steps } = lab.host.runs.view('run_s').inside
  expect([total, steps.length, steps.at(-1)?.runId]).toEqual([80, 20, take(0, 19)])
})

test('a run that is cancelled waits for nobody', () => {
  const { lab, take, told } = songs(2)
  lab.finish(`${take(0, 1)}/ask:1`, asking)
  void lab.host.send('run_s', { type: 'CANCEL' })
  lab.idle()
  expect(lab.host.runs.view('run_s').inside.total).toBe(0)
  expect(told('run_s').at(-1)?.total).toBe(0)
})
