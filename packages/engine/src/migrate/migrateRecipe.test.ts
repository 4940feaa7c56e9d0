import { applyChanges, changesBetween, type Recipe } from '@segue/protocol'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { NodeTypeLike, NodeTypes } from '../nodeTypeLike.ts'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import { validate } from '../validate/validate.ts'
import { migrateRecipe } from './migrateRecipe.ts'

const join = testTypes.get('test.join')
if (!join) throw new Error('The test types have it.')

/** `test.join` two versions later: `gain` became `level` in decibels, `in0` became `main`, `out` became `mix`. */
const later: NodeTypeLike = {
  ...join,
  version: 3,
  params: z.strictObject({ level: z.number().default(0) }),
  inputs: { main: { type: 'number', label: 'Main', required: false } },
  outputs: { mix: { type: 'number', label: 'Mix', required: true } },
  migrations: {
    1: {
      says: 'Its gain is a level now.',
      renamedParams: { gain: 'volume' },
      renamedInputs: { in0: 'first' },
      renamedOutputs: { out: 'mix' },
    },
    2: {
      says: 'Its level is in decibels.',
      renamedParams: { volume: 'level' },
      renamedInputs: { first: 'main' },
      params: ({ level, ...rest }) =>
        typeof level === 'number' ? { ...rest, level: 20 * Math.log10(level) } : rest,
    },
  },
}
const types: NodeTypes = new Map([...testTypes, [later.id, later]])
const older = () =>
  recipeOf(
    {
      a: { type: 'test.source' },
      b: { params: { gain: 10 }, from: { in0: 'a.out' }, promoted: ['gain'] },
      c: { mode: 'frozen', frozen: { outputs: { out: 5 } }, from: { in0: 'b.out' } },
    },
    {
      inputs: [
        { key: 'gain', label: 'Gain', type: 'number', default: 1, to: [{ nodeId: 'b', param: 'gain' }] },
      ],
      outputs: [{ key: 'sum', from: { nodeId: 'c', port: 'out' } }],
    },
  )

test('nodes of an older version become those of this one, and everything that is joined to them follows', () => {
  const { recipe, nodes } = migrateRecipe(older(), types)
  expect(validate(older(), types).map(({ code }) => code)).toContain('node.version_older')
  expect(validate(recipe, types)).toEqual([])
  expect(recipe.graph.nodes.b).toMatchObject({ version: 3, params: { level: 20 }, promoted: ['level'] })
  expect(recipe.graph.nodes.c?.frozen).toEqual({ outputs: { mix: 5 } })
  expect(recipe.graph.edges.map(({ source, target }) => `${source.port}>${target.port}`)).toEqual([
    'out>main',
    'mix>main',
  ])
  expect(recipe.inputs[0]?.to).toEqual([{ nodeId: 'b', param: 'level' }])
  expect(recipe.outputs[0]?.from).toEqual({ nodeId: 'c', port: 'mix' })
  const says = ['Its gain is a level now.', 'Its level is in decibels.']
  expect(nodes).toEqual([
    { nodeId: 'b', name: 'B', title: 'Join', from: 1, to: 3, says },
    { nodeId: 'c', name: 'C', title: 'Join', from: 1, to: 3, says },
  ])
})

test('what is up to date stays the same object, and doing it again changes nothing', () => {
  const once = migrateRecipe(older(), types).recipe
  expect(migrateRecipe(once, types)).toEqual({ recipe: once, nodes: [] })
  const known = older()
  expect(migrateRecipe(known, testTypes).recipe).toBe(known)
})

test('nodes in bodies are brought up to date too', () => {
  const recipe = recipeOf({
    m: {
      type: 'flow.map',
      body: {
        ...bodyOf({ x: {} }),
        inputs: [{ key: 'x', label: 'X', type: 'number', to: [{ nodeId: 'x', port: 'in0' }] }],
      },
    },
  })
  const body = migrateRecipe(recipe, types).recipe.graph.nodes.m?.body
  expect(body?.inputs[0]?.to).toEqual([{ nodeId: 'x', port: 'main' }])
  expect(body?.outputs[0]?.from).toEqual({ nodeId: 'x', port: 'mix' })
})

test('a node stays as it is where no way leads to this version, or nobody knows its type', () => {
  const gap: NodeTypes = new Map([[later.id, { ...later, migrations: { 2: { says: '' } } }]])
  const recipe = recipeOf({ a: {}, b: { type: 'other.thing', params: { kept: [1, { of: 'all' }] } } })
  expect(migrateRecipe(recipe, gap)).toEqual({ recipe, nodes: [] })
  const newer = recipeOf({ a: { version: 9 } })
  expect(migrateRecipe(newer, types).recipe).toBe(newer)
})

test('the changes of an editor lead from one to the other and back', () => {
  const before = older()
  const { recipe: after } = migrateRecipe(before, types)
  const there = (recipe: Recipe, wanted: Recipe) => applyChanges(recipe, changesBetween(recipe, wanted))
  expect(there(before, after).graph).toEqual(after.graph)
  const { graph, inputs, outputs } = before
  expect(there(after, before)).toMatchObject({ graph, inputs, outputs })
})
