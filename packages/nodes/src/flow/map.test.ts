import { describe, expect, test } from 'vitest'
import { listItems, rangeItems } from './items.ts'
import { map } from './map.ts'
import { recipe } from './recipe.ts'
import { ended, steer } from './testControl.ts'

const json = (label: string) => ({ label, type: 'json' as const, required: false })
const ports = { inputs: {}, outputs: { film: json('Film'), report: json('Report') } }

describe('items of a list', () => {
  test('hold their element, their place, how many there are, and what is the same for all', () => {
    const inputs = { sound: ['a', 'b'], look: 'ripple', none: undefined }
    expect(listItems('sound', inputs)).toEqual([
      { name: 'a', inputs: { look: 'ripple', sound: 'a', index: 0, count: 2 } },
      { name: 'b', inputs: { look: 'ripple', sound: 'b', index: 1, count: 2 } },
    ])
  })

  test('are called as a person calls them', () => {
    const named = listItems('each', {
      each: [{ name: 'drums.wav' }, { name: ' ' }, {}, ' kick ', '', 7, null],
    })
    expect(named.map(({ name }) => name)).toEqual(['drums.wav', '2', '3', 'kick', '5', '7', '7'])
  })

  test.each([
    ['no input is chosen', '', {}],
    ['the input is empty', 'sound', {}],
    ['it is no list', 'sound', { sound: 'a' }],
  ])('cannot be told when %s', (_, each, inputs) => {
    expect(() => listItems(each, inputs)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'map.no_list' }) }),
    )
  })

  test('are at most ten thousand', () => {
    expect(listItems('each', { each: Array(10_000).fill(1) })).toHaveLength(10_000)
    expect(() => listItems('each', { each: Array(10_001).fill(1) })).toThrow('10,001 items')
  })
})

describe('stretches of frames', () => {
  test.each([
    [{ from: 1, to: 5, chunk: 2 }, ['frames 1–2', 'frames 3–4', 'frame 5']],
    [{ from: 1001, to: 1060, chunk: 60 }, ['frames 1001–1060']],
    [{ from: -1, to: 1, chunk: 1 }, ['frame -1', 'frame 0', 'frame 1']],
    [{ from: 5, to: 4, chunk: 10 }, []],
  ])('%j', (range, names) => {
    const items = rangeItems(range, { scene: 's' })
    expect(items.map(({ name }) => name)).toEqual(names)
    const frames = items.flatMap(({ inputs: { from, to } }) => [from, to])
    expect(frames[0] ?? range.from).toBe(range.from)
    expect(frames.at(-1) ?? range.to).toBe(range.to)
    for (const { inputs } of items) expect(inputs).toMatchObject({ scene: 's', count: items.length })
  })

  test('are at most ten thousand', () => {
    expect(() => rangeItems({ from: 1, to: 10_001, chunk: 1 }, {})).toThrow('10,001 items')
  })
})

describe('For each', () => {
  test('asks for one child run per item', async () => {
    const params = { each: 'sound', concurrency: 2, onFailure: 'keep' as const }
    const asked = await steer(map, { params, inputs: { sound: ['a', 'b'] }, ports })
    expect(asked.outputs).toEqual({})
    expect(asked.items?.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(asked.children).toEqual({ concurrency: 2, onFailure: 'keep' })
  })

  test('gives lists in the order of the items, and a report that names what failed', async () => {
    const children = [
      ended('a', { film: 'A' }),
      ended('b', { film: 'lost' }, 'failed'),
      ended('c'),
      ended('d', { film: 'D' }),
    ]
    const { outputs } = await steer(map, { given: { children: true }, children, ports })
    expect(outputs.film).toEqual(['A', 'D'])
    expect(outputs.report).toMatchObject({
      total: 4,
      succeeded: 3,
      failed: [{ item: 1, name: 'b', failure: { code: 'test.failed' } }],
    })
  })

  test('names at most twenty that failed, and counts all of them', async () => {
    const children = Array.from({ length: 50 }, (_, i) => ended(`${i}`, {}, 'failed'))
    const { outputs } = await steer(map, { given: { children: true }, children, ports })
    expect(outputs.report).toMatchObject({ total: 50, succeeded: 0 })
    expect((outputs.report as { failed: unknown[] }).failed).toHaveLength(20)
  })
})

test('a recipe is one child run with the inputs that carry something, and gives what it gave', async () => {
  const asked = await steer(recipe, { inputs: { fps: 24, none: undefined }, ports })
  expect(asked.items).toEqual([{ name: 'Recipe', inputs: { fps: 24 } }])
  expect(asked.children).toEqual({ concurrency: 1, onFailure: 'stop' })
  const children = [ended('Recipe', { film: 'F' })]
  const { outputs } = await steer(recipe, { given: { children: true }, children, ports })
  expect(outputs).toEqual({ film: 'F' })
})
