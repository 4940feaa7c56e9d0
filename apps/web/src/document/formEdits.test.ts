import { applyChanges, Recipe, RecipeInput } from '@segue/protocol'
import { expect, test } from 'vitest'
import {
  askForParam,
  askForPort,
  changeInput,
  hideResult,
  isAskable,
  moveInput,
  showResult,
  stopAsking,
} from './formEdits.ts'
import { readFields } from './paramField.ts'

const [speed, look, on, words] = readFields({
  type: 'object',
  properties: {
    speed: { type: 'number', minimum: 1, maximum: 60, title: 'Speed', description: 'Frames', default: 24 },
    look: { enum: ['a', 'b'], title: 'Look', default: 'a' },
    on: { type: 'boolean', title: 'On', default: true },
    words: { type: 'object', additionalProperties: { type: 'string' }, title: 'Words' },
  },
})
if (!speed || !look || !on || !words) throw new Error('Four params have four fields.')

const empty = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_form',
  name: 'Form',
  graph: { nodes: { a: { type: 'test.x', version: 1, name: 'A' } }, edges: [] },
})
const port = {
  key: 'audio',
  label: 'Sound',
  type: 'audio',
  required: true,
  optional: false,
  help: '',
} as const
const after = (recipe: Recipe, changes: ReturnType<typeof stopAsking>) => applyChanges(recipe, changes)

test('a param is asked for with its title, help and limits, and what it is now by default', () => {
  const { inputs } = after(empty, askForParam(empty, 'a', speed, 30))
  expect(inputs).toEqual([
    RecipeInput.parse({
      ...{ key: 'speed', label: 'Speed', type: 'number', default: 30, help: 'Frames' },
      limits: { min: 1, max: 60 },
      to: [{ nodeId: 'a', param: 'speed' }],
    }),
  ])
  const both = after(empty, askForParam(empty, 'a', look, 'b'))
  expect(both.inputs[0]?.limits).toEqual({ options: ['a', 'b'] })
})

test('one number, text or yes / no can be asked for, data by names cannot', () => {
  expect([speed, look, on, words].map(isAskable)).toEqual([true, true, true, false])
})

test('keys stay apart', () => {
  const once = after(empty, askForParam(empty, 'a', speed, 1))
  const twice = after(once, askForParam(once, 'a', speed, 1))
  expect(twice.inputs.map(({ key }) => key)).toEqual(['speed', 'speed2'])
})

test('a port is asked for as what it takes, and a promoted param as a param', () => {
  expect(after(empty, askForPort(empty, 'a', port, false)).inputs[0]).toMatchObject({
    ...{ type: 'audio', required: true },
    to: [{ nodeId: 'a', port: 'audio' }],
  })
  expect(after(empty, askForPort(empty, 'a', port, true)).inputs[0]?.to).toEqual([
    { nodeId: 'a', param: 'audio' },
  ])
})

test('what is no longer asked for stays as it was by default', () => {
  const asked = after(empty, askForParam(empty, 'a', speed, 30))
  const back = after(asked, stopAsking(asked, 'speed'))
  expect(back.inputs).toEqual([])
  expect(back.graph.nodes.a?.params).toEqual({ speed: 30 })
})

test('inputs change in their place and move by one', () => {
  const one = after(empty, askForParam(empty, 'a', speed, 30))
  const two = after(one, askForParam(one, 'a', on, true))
  const [first] = two.inputs
  if (!first) throw new Error('It asks for something.')
  const named = after(two, changeInput(two, { ...first, label: 'How fast', group: 'Motion' }))
  expect(named.inputs.map(({ label }) => label)).toEqual(['How fast', 'On'])
  expect(after(named, moveInput(named, 'on', -1)).inputs.map(({ key }) => key)).toEqual(['on', 'speed'])
  expect(moveInput(named, 'speed', -1)).toEqual([])
})

test('a result is shown once it is named, and hidden again', () => {
  const shown = after(empty, showResult(empty, 'a', port))
  expect(shown.outputs).toEqual([{ key: 'audio', label: 'Sound', from: { nodeId: 'a', port: 'audio' } }])
  expect(after(shown, hideResult(shown, 'audio')).outputs).toEqual([])
})
