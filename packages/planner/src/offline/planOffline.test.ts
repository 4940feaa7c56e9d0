import { catalogue } from '@segue/nodes'
import { applyChanges, type Change } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { evalCases, isSingle } from '../eval/cases.ts'
import { baseOf, score } from '../eval/score.ts'
import { scoreContext, starters } from '../eval/testing.ts'
import { openLibrary } from '../retrieve/library.ts'
import { planOffline } from './planOffline.ts'

const library = openLibrary(catalogue, [...starters.values()])
const answer = (prompt: string, base = baseOf({ id: '', prompt, apps: [] }, scoreContext)) =>
  planOffline(prompt, library, {
    recipe: base,
    types: catalogue,
    promptId: 'ppl_1',
    anchor: null,
    maxNodes: 60,
  })
const scores = evalCases.map((test) => ({
  test,
  score: score(test, answer(test.prompt, baseOf(test, scoreContext)), scoreContext),
}))
const part = (of: typeof scores, good: (one: (typeof scores)[number]) => boolean) =>
  of.filter(good).length / of.length

describe('without a model', () => {
  test('a film that pulses with drums, vertical, 15 seconds, is a whole recipe with these values', () => {
    const { after, problems, notes } = answer('film that pulses with my drums, vertical, 15 seconds')
    expect(problems).toEqual([])
    expect(after.inputs.map(({ key, default: value }) => [key, value])).toEqual(
      expect.arrayContaining([
        ['format', '9:16'],
        ['seconds', 15],
      ]),
    )
    expect(Object.values(after.graph.nodes).map(({ origin }) => origin)).toEqual(
      Array(6).fill({ by: 'ai', promptId: 'ppl_1' }),
    )
    expect(notes[0]).toContain('without a model')
  })

  test('most sentences about one application give a recipe without a failure', () => {
    const single = scores.filter(({ test }) => isSingle(test))
    expect(single.length).toBeGreaterThanOrEqual(30)
    expect(part(single, ({ score }) => score.valid)).toBeGreaterThanOrEqual(0.8)
  })

  test('what cannot be done is said, and nothing is made', () => {
    const impossible = scores.filter(({ test }) => test.impossible)
    expect(impossible.filter(({ score }) => !score.declined).map(({ test }) => test.prompt)).toEqual([])
  })

  test('edits touch what they name and nothing else', () => {
    const edits = scores.filter(({ test }) => test.base !== undefined)
    expect(edits.filter(({ score }) => score.unrequested > 0).map(({ test }) => test.id)).toEqual([])
    expect(part(edits, ({ score }) => score.wants)).toBeGreaterThanOrEqual(0.8)
  })

  test('the same sentence gives the same changes, ids and places included', () => {
    for (const { prompt } of evalCases) expect(answer(prompt)).toEqual(answer(prompt))
  })

  test('half of a sentence that is not understood is asked about', () => {
    const { asks, changes } = answer(
      'make it vertical and set the flux capacitor to blue',
      starters.get('beat-film'),
    )
    expect(asks.join()).toContain('flux capacitor')
    expect(changes).toHaveLength(1)
  })

  test('a second answer into the same recipe takes other ids and stands below', () => {
    const once = answer('beat film')
    const twice = planOffline('beat film', library, {
      ...{ recipe: once.after, types: catalogue, promptId: 'ppl_2', anchor: null, maxNodes: 60 },
    })
    const moved = (change: Change) => change.type === 'node.move' || change.type === 'node.remove'
    expect(twice.changes.filter(moved)).toEqual([])
    expect(applyChanges(once.after, twice.changes)).toEqual(twice.after)
  })
})
