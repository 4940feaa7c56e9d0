import type { Recipe, RecipeUse } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import type { RecipeLookup } from '../compile/options.ts'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import { validate } from './validate.ts'

const codesOf = (recipe: Recipe, recipes?: RecipeLookup) =>
  validate(recipe, testTypes, recipes ? { recipes } : {}).map(({ code, nodeId }) => `${code} ${nodeId}`)

const branch = (...keys: unknown[]) => ({
  type: 'flow.branch',
  params: { carries: 'number', cases: keys.map((key) => ({ key })) as never },
  from: { value: 's' },
})
const source = { s: { type: 'test.source' } }
const list = { l: { type: 'test.list' } }

describe('branches', () => {
  test('have keys that can name a port, each once', () => {
    expect(codesOf(recipeOf({ ...source, b: branch('left', 'right') }))).toEqual([])
    expect(codesOf(recipeOf({ ...source, b: branch('left', 'left', 'else', 'not a port') }))).toEqual([
      'branch.key_taken b',
      'branch.key_invalid b',
      'branch.key_invalid b',
    ])
  })

  test('have no other outputs than their keys and else', () => {
    const nodes = {
      ...source,
      b: branch('left'),
      x: { from: { in0: 'b.left', in1: 'b.else', in2: 'b.right' } },
    }
    expect(codesOf(recipeOf(nodes))).toEqual(['edge.unknown_port b'])
  })
})

test.each(['merge', 'collect', 'race'])('a %s needs at least one input', (kind) => {
  const type = `flow.${kind}`
  expect(codesOf(recipeOf({ m: { type } }))).toEqual(['port.missing m'])
  expect(codesOf(recipeOf({ ...source, m: { type, from: { in2: 's' } } }))).toEqual([])
})

describe('maps', () => {
  const map = { type: 'flow.map', params: { each: 'x' }, body: bodyOf({ inner: {} }), from: { x: 'l' } }

  test('go over one of the inputs of their body', () => {
    expect(codesOf(recipeOf({ ...list, m: map }))).toEqual([])
    expect(codesOf(recipeOf({ ...list, m: { ...map, params: { each: 'y' } } }))).toContain(
      'map.each_unknown m',
    )
    expect(codesOf(recipeOf({ m: { type: 'flow.map' } }))).toEqual(['map.no_body m'])
  })

  test('are looked into: what is wrong inside is told of the node inside', () => {
    const body = bodyOf({ inner: { params: { gain: 'loud' } } })
    expect(codesOf(recipeOf({ ...list, m: { ...map, body } }))).toEqual(['node.param_invalid inner'])
  })

  test('have ids that no other node of the document has', () => {
    expect(codesOf(recipeOf({ ...list, inner: {}, m: map }))).toEqual(['node.id_taken inner'])
  })

  test('give out single values of the type that they name', () => {
    const body = bodyOf({ inner: {} })
    const other = (type: 'audio' | 'list<number>') => ({
      ...body,
      outputs: body.outputs?.map((output) => ({ ...output, type })) ?? [],
    })
    expect(codesOf(recipeOf({ ...list, m: { ...map, body: other('audio') } }))).toEqual([
      'output.type_mismatch m',
    ])
    expect(codesOf(recipeOf({ ...list, m: { ...map, body: other('list<number>') } }))).toEqual([
      'body.output_list m',
    ])
  })
})

describe('recipes as nodes', () => {
  const use = (id: string, more: Partial<RecipeUse> = {}): RecipeUse => ({
    id,
    version: 1,
    name: 'Other',
    inputs: [],
    outputs: [],
    ...more,
  })
  const user = (id: string, more: Partial<RecipeUse> = {}) => ({ type: 'flow.recipe', recipe: use(id, more) })

  test('say which one, and it is there with the same face', () => {
    const other = recipeOf(
      { x: {} },
      {
        inputs: [
          { key: 'k', label: 'K', type: 'number', required: true, to: [{ nodeId: 'x', port: 'in0' }] },
        ],
        outputs: [{ key: 'o', from: { nodeId: 'x', port: 'out' } }],
      },
    )
    const face = {
      inputs: [{ key: 'k', label: 'K', type: 'number' as const, required: true }],
      outputs: [{ key: 'o', label: 'O', type: 'number' as const }],
    }
    const recipe = (more: Partial<RecipeUse>) =>
      recipeOf({ ...source, r: { ...user('rcp_o', more), from: more.inputs ? { k: 's' } : {} } })
    expect(codesOf(recipe(face), () => other)).toEqual([])
    expect(codesOf(recipe({}), () => other)).toEqual(['recipe.other_face r'])
    expect(codesOf(recipe(face), () => null)).toEqual(['recipe.unknown_version r'])
    expect(codesOf(recipe(face))).toEqual([])
    expect(codesOf(recipeOf({ r: { type: 'flow.recipe' } }))).toEqual(['recipe.not_chosen r'])
  })

  test('do not run themselves by way of others', () => {
    const recipes: RecipeLookup = (id) => recipeOf({ again: user(id === 'rcp_a' ? 'rcp_b' : 'rcp_a') })
    expect(codesOf(recipeOf({ r: user('rcp_a') }), recipes)).toEqual(['recipe.too_deep r'])
  })

  test('may lie sixteen deep in each other and no deeper', () => {
    const recipes: RecipeLookup = (id) => {
      const depth = Number(id.slice(4))
      return depth === 0 ? recipeOf({ x: {} }) : recipeOf({ r: user(`rcp_${depth - 1}`) })
    }
    expect(codesOf(recipeOf({ r: user('rcp_15') }), recipes)).toEqual([])
    expect(codesOf(recipeOf({ r: user('rcp_16') }), recipes)).toEqual(['recipe.too_deep r'])
  })
})
