import { describe, expect, test } from 'vitest'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import { compile } from './compile.ts'
import type { CompileOptions } from './options.ts'
import { readCompiled } from './readCompiled.ts'

type Shape = Parameters<typeof recipeOf>
const planOf = (nodes: Shape[0], options: CompileOptions = {}, more: Shape[1] = {}) =>
  new Map(compile(recipeOf(nodes, more), testTypes, options).plan.nodes.map((node) => [node.nodeId, node]))
const kindsIn = (...shape: Parameters<typeof planOf>) =>
  Object.fromEntries([...planOf(...shape).values()].map(({ nodeId, kind }) => [nodeId, kind]))

const diamond = {
  a: {},
  b: { from: { in0: 'a' } },
  c: { from: { in0: 'a' } },
  d: { from: { in0: 'b', in1: 'c' } },
}

describe('a part of a recipe', () => {
  test('is what the named nodes need; the others are idle', () => {
    expect(kindsIn(diamond, { to: ['b'] })).toEqual({ a: 'action', b: 'action', c: 'idle', d: 'idle' })
    expect(kindsIn(diamond, { to: [] })).toEqual({ a: 'idle', b: 'idle', c: 'idle', d: 'idle' })
  })

  test('takes the results of an earlier run where it has some; what led to them is idle', () => {
    const kept = { b: { out: 3 }, c: { out: 4 } }
    const plan = planOf(diamond, { to: ['d'], kept })
    expect([...plan.values()].map(({ kind }) => kind)).toEqual(['idle', 'kept', 'kept', 'action'])
    expect(plan.get('d')?.inputs).toEqual({
      in0: { from: 'value', value: 3 },
      in1: { from: 'value', value: 4 },
    })
    expect(plan.get('b')?.frozen).toEqual({ out: 3 })
  })

  test('leaves frozen and muted nodes as they are, whatever an earlier run says', () => {
    const nodes = {
      a: { mode: 'frozen' as const, frozen: { outputs: { out: 7 } } },
      b: { mode: 'muted' as const },
    }
    expect(kindsIn(nodes, { kept: { a: { out: 1 }, b: { out: 1 } } })).toEqual({ a: 'frozen', b: 'muted' })
  })
})

test('fresh names the nodes whose results are not looked up; all reaches into bodies', () => {
  const nodes = { a: {}, m: { type: 'flow.map', params: { each: 'x' }, body: bodyOf({ inner: {} }) } }
  const freshIn = (fresh: CompileOptions['fresh']) => {
    const plan = planOf(nodes, fresh === undefined ? {} : { fresh })
    return [plan.get('a')?.fresh, plan.get('m')?.child?.plan.nodes[0]?.fresh]
  }
  expect([freshIn(undefined), freshIn(['a']), freshIn('all')]).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ])
})

describe('other values for inputs', () => {
  test('take the place of edges and recipe inputs', () => {
    const inputs = [{ key: 'k', label: 'K', type: 'number' as const, to: [{ nodeId: 'b', port: 'in1' }] }]
    const plan = planOf(
      { a: {}, b: { from: { in0: 'a' }, promoted: ['gain'] } },
      { edits: { b: { in0: 5, in1: 6, gain: 7 } } },
      { inputs },
    )
    expect(plan.get('b')).toMatchObject({
      upstream: [],
      inputs: {
        in0: { from: 'value', value: 5 },
        in1: { from: 'value', value: 6 },
        gain: { from: 'value', value: 7 },
      },
    })
    expect(plan.get('a')?.downstream).toEqual([])
  })

  test.each([
    ['recipe.no_node', { edits: { nobody: { in0: 1 } } }],
    ['recipe.no_node', { to: ['toString'] }],
    ['recipe.no_port', { edits: { a: { gain: 1 } } }],
    ['input.invalid', { edits: { a: { in0: 'loud' } } }],
  ])('%s', (code, options) => {
    expect(() => compile(recipeOf({ a: {} }), testTypes, options)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code }) }),
    )
  })
})

describe('nodes that steer', () => {
  const branch = { type: 'flow.branch', params: { cases: [{ key: 'left' }] } }

  test('tell each port that may be empty to those it feeds, and count them one by one', () => {
    const plan = planOf({
      b: branch,
      l: { from: { in0: 'b.left' } },
      m: { type: 'flow.merge', from: { in1: 'b.left', in2: 'b.else' } },
    })
    expect(plan.get('b')).toMatchObject({
      control: 'branch',
      downstream: [],
      routes: { left: ['l', 'm'], else: ['m'] },
    })
    expect(plan.get('l')?.upstream).toEqual(['b:left'])
    expect(plan.get('m')).toMatchObject({
      upstream: ['b:else', 'b:left'],
      feeders: { in1: 'b:left', in2: 'b:else' },
    })
    expect(Object.keys(plan.get('b')?.ports?.outputs ?? {})).toEqual(['left', 'else'])
  })

  test('deal with the failures of what leads to nothing else', () => {
    const nodes = {
      a: {},
      b: { from: { in0: 'a' } },
      side: { from: { in0: 'a' } },
      e: { type: 'flow.onFailure', from: { in: 'b' } },
    }
    const plan = planOf(nodes)
    expect(['a', 'b', 'side'].map((id) => plan.get(id)?.caught)).toEqual([false, true, false])
    const shown = { outputs: [{ key: 'o', from: { nodeId: 'b', port: 'out' } }] }
    expect(planOf(nodes, {}, shown).get('b')?.caught).toBe(false)
  })

  test('know whom a race stops: what serves the losing branch alone', () => {
    const plan = planOf({
      both: {},
      one: { from: { in0: 'both' } },
      two: { from: { in0: 'both' } },
      more: { from: { in0: 'two' } },
      r: { type: 'flow.race', from: { in1: 'one', in2: 'more' } },
    })
    expect(plan.get('r')?.rivals).toEqual({ more: ['more', 'two'], one: ['one'] })
  })
})

describe('what runs inside', () => {
  const use = (id: string, version = 1) => ({ id, version, name: id, inputs: [], outputs: [] })
  const user = (id: string, version?: number) => ({ type: 'flow.recipe', recipe: use(id, version) })

  test('a body is compiled into its node, with its inputs as sources', () => {
    const body = bodyOf({ inner: {}, next: { from: { in0: 'inner' } } })
    const child = planOf({ m: { type: 'flow.map', params: { each: 'x' }, body } }).get('m')?.child
    expect(child?.plan.outputs).toEqual([{ key: 'y', nodeId: 'inner', port: 'out' }])
    expect(child?.plan.nodes.map(({ nodeId, inputs }) => [nodeId, inputs])).toEqual([
      ['inner', { in7: { from: 'input', key: 'x' } }],
      ['next', { in0: { from: 'node', nodeId: 'inner', port: 'out' } }],
    ])
  })

  test('a recipe used twice is compiled once, with the defaults of its inputs; another version changes the hash', () => {
    const input = {
      key: 'k',
      label: 'K',
      type: 'number' as const,
      default: 3,
      to: [{ nodeId: 'x', port: 'in0' }],
    }
    let looked = 0
    const recipes: CompileOptions['recipes'] = (_, version) => {
      looked++
      return recipeOf({ x: { params: { gain: version } } }, { inputs: [input] })
    }
    const nodes = { r: user('rcp_in'), s: user('rcp_in') }
    const plan = planOf(nodes, { recipes })
    expect(plan.get('r')?.child).toBe(plan.get('s')?.child)
    expect(plan.get('r')?.child?.plan.nodes[0]?.inputs).toEqual({
      in0: { from: 'input', key: 'k', otherwise: 3 },
    })
    expect(looked).toBeGreaterThan(0)
    const hashOf = (version: number) =>
      compile(recipeOf({ r: user('rcp_in', version) }), testTypes, { recipes }).hash
    expect(hashOf(1)).not.toBe(hashOf(2))
  })

  test.each([
    ['recipe.unknown_version', () => null],
    ['recipe.too_deep', () => recipeOf({ again: user('rcp_in') })],
  ])('%s', (code, recipes) => {
    expect(() => compile(recipeOf({ r: user('rcp_in') }), testTypes, { recipes })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code }) }),
    )
  })

  test('recipe.too_large: many recipes that each run many', () => {
    const many = (id: string) => Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`r${i}`, user(id)]))
    const recipes = (id: string) =>
      id === 'rcp_3' ? recipeOf({ x: {} }) : recipeOf(many(`rcp_${Number(id.slice(4)) + 1}`))
    expect(() => compile(recipeOf(many('rcp_0')), testTypes, { recipes })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'recipe.too_large' }) }),
    )
  })

  test('what was stored reads back the same', () => {
    const nodes = { m: { type: 'flow.map', params: { each: 'x' }, body: bodyOf({ inner: {} }) }, a: {} }
    const compiled = compile(recipeOf(nodes), testTypes)
    expect(readCompiled(JSON.parse(JSON.stringify(compiled)))).toEqual(compiled)
  })
})
