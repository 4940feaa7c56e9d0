import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import { compile } from './compile.ts'
import { canonicalJson } from './hash.ts'
import { originOf } from './origin.ts'

const planOf = (recipe: ReturnType<typeof recipeOf>) =>
  new Map(compile(recipe, testTypes).plan.nodes.map((node) => [node.nodeId, node]))

describe('the plan', () => {
  test('is in topological order, by id where the graph leaves a choice', () => {
    const plan = planOf(
      recipeOf({ z: {}, b: { from: { in0: 'z' } }, a: { from: { in0: 'z', in1: 'b' } }, y: {} }),
    )
    expect([...plan.keys()]).toEqual(['y', 'z', 'b', 'a'])
    expect(plan.get('z')).toMatchObject({ upstream: [], downstream: ['a', 'b'] })
    expect(plan.get('a')).toMatchObject({
      upstream: ['b', 'z'],
      inputs: {
        in0: { from: 'node', nodeId: 'z', port: 'out' },
        in1: { from: 'node', nodeId: 'b', port: 'out' },
      },
    })
  })

  test('names a neighbour once, however many edges lead to it', () => {
    const plan = planOf(recipeOf({ a: {}, b: { from: { in0: 'a', in1: 'a', in2: 'a' } } }))
    expect([plan.get('b')?.upstream, plan.get('a')?.downstream]).toEqual([['a'], ['b']])
  })

  test('takes params and ports from recipe inputs', () => {
    const plan = planOf(
      recipeOf(
        { a: {} },
        {
          inputs: [
            {
              key: 'k',
              label: 'K',
              type: 'number',
              to: [
                { nodeId: 'a', param: 'gain' },
                { nodeId: 'a', port: 'in0' },
              ],
            },
          ],
        },
      ),
    )
    expect(plan.get('a')?.inputs).toEqual({
      gain: { from: 'input', key: 'k' },
      in0: { from: 'input', key: 'k' },
    })
  })

  test('looks through bypassed nodes and into frozen ones; nothing comes out of muted ones', () => {
    const plan = planOf(
      recipeOf({
        a: {},
        b: { mode: 'bypassed', from: { in0: 'a', in1: 'f' } },
        c: { mode: 'bypassed', from: { in0: 'b' } },
        f: { mode: 'frozen', frozen: { outputs: { out: 7 } }, from: { in0: 'a' } },
        m: { mode: 'muted', from: { in0: 'a' } },
        z: { from: { in0: 'c', in1: 'f', in2: 'm' } },
      }),
    )
    expect(plan.get('z')?.inputs).toEqual({
      in0: { from: 'node', nodeId: 'a', port: 'out' },
      in1: { from: 'value', value: 7 },
    })
    expect(plan.get('z')?.upstream).toEqual(['c', 'f', 'm'])
    expect(plan.get('b')?.upstream).toEqual(['a'])
    expect([plan.get('f')?.upstream, plan.get('m')?.upstream]).toEqual([[], []])
    expect(originOf(plan, { nodeId: 'm', port: 'out' })).toBeNull()
    expect(originOf(plan, { nodeId: 'f', port: 'toString' })).toBeNull()
  })

  test('leaves out what feeds only frozen nodes, unless somebody looks at it', () => {
    const frozen = { mode: 'frozen' as const, frozen: { outputs: { out: 7 } } }
    const nodes = {
      a: {},
      b: { from: { in0: 'a' } },
      c: { ...frozen, from: { in0: 'b' } },
      d: { from: { in0: 'c' } },
    }
    const kindsIn = (recipe: ReturnType<typeof recipeOf>) =>
      [...planOf(recipe).values()].map(({ nodeId, kind }) => `${nodeId} ${kind}`)
    expect(kindsIn(recipeOf(nodes)).sort()).toEqual(['a idle', 'b idle', 'c frozen', 'd action'])
    const looked = { outputs: [{ key: 'o', from: { nodeId: 'b', port: 'out' } }] }
    expect(kindsIn(recipeOf(nodes, looked)).sort()).toEqual(['a action', 'b action', 'c frozen', 'd action'])
    expect(kindsIn(recipeOf({ ...nodes, c: { mode: 'muted', from: { in0: 'b' } } })).sort()).toEqual([
      'a action',
      'b action',
      'c muted',
      'd action',
    ])
  })

  test('of a recipe with a circle is refused', () => {
    expect(() =>
      compile(recipeOf({ a: { from: { in0: 'b' } }, b: { from: { in0: 'a' } } }), testTypes),
    ).toThrow('cannot run')
  })
})

describe('the hash', () => {
  const base = { a: {}, b: { from: { in0: 'a', in1: 'a' } }, c: { from: { in0: 'b' } } }

  test('is the same for equal graphs whatever the order of keys, edges and layout', () => {
    const recipe = recipeOf(base)
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 }), fc.boolean(), (order, reversed) => {
        const nodes = Object.fromEntries(order.map((id) => [id, recipe.graph.nodes[id]]))
        const edges = reversed ? recipe.graph.edges.toReversed() : recipe.graph.edges
        const shuffled = {
          ...recipe,
          graph: { nodes, edges },
          layout: { ...recipe.layout, nodes: { a: { x: 1, y: 2 } } },
        }
        expect(compile(shuffled as typeof recipe, testTypes).hash).toBe(compile(recipe, testTypes).hash)
      }),
    )
  })

  test('differs when a param, an edge or a policy does', () => {
    const hashes = [
      base,
      { ...base, a: { params: { gain: 2 } } },
      { ...base, c: { from: { in0: 'a' } } },
      { ...base, a: { policy: { timeoutMs: 1000 } } },
    ].map((nodes) => compile(recipeOf(nodes), testTypes).hash)
    expect(new Set(hashes).size).toBe(4)
  })

  test('rests on JSON whose keys are sorted', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  })
})

test('what is compiled is plain JSON', () => {
  const compiled = compile(recipeOf({ a: {}, b: { from: { in0: 'a' } } }), testTypes)
  expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled)
})
