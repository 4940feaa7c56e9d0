import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import { validate } from './validate.ts'

const failuresOf = (recipe: unknown) => validate(recipe, testTypes)
const codesOf = (recipe: unknown) => failuresOf(recipe).map(({ code }) => code)

describe('a recipe without failures', () => {
  test('is one whose ports, params and edges all fit', () => {
    const recipe = recipeOf({ a: { type: 'test.source' }, b: { from: { in0: 'a' } } })
    expect(failuresOf(recipe)).toEqual([])
  })

  test('may drive a promoted param by an edge', () => {
    const recipe = recipeOf({
      a: { type: 'test.source' },
      b: { type: 'test.need', promoted: ['limit'], params: { mode: 'fast' }, from: { in: 'a', limit: 'a' } },
    })
    expect(failuresOf(recipe)).toEqual([])
  })

  test('may leave a param without default to a recipe input', () => {
    const recipe = recipeOf(
      { a: { type: 'test.source' }, b: { type: 'test.need', from: { in: 'a' } } },
      {
        inputs: [
          { key: 'mode', label: 'Mode', type: 'text', required: true, to: [{ nodeId: 'b', param: 'mode' }] },
        ],
      },
    )
    expect(failuresOf(recipe)).toEqual([])
  })

  test('may have ids that look like methods of objects', () => {
    expect(failuresOf(recipeOf({ toString: {}, hasOwnProperty: { from: { in0: 'toString' } } }))).toEqual([])
  })
})

describe('failures of nodes', () => {
  test.each([
    ['node.unknown_type', { type: 'test.sorce' }],
    ['node.version_newer', { version: 9 }],
    ['node.unknown_param', { params: { gian: 1 } }],
    ['node.unknown_param', { params: { toString: 1 } }],
    ['node.param_invalid', { params: { gain: 'loud' } }],
    ['node.promoted_unknown', { promoted: ['gian'] }],
    ['node.promoted_clash', { promoted: ['gain', 'gain'] }],
    ['node.frozen_incomplete', { mode: 'frozen' as const }],
    ['port.missing', { type: 'test.need', params: { mode: 'fast' } }],
    ['node.param_invalid', { type: 'test.need', mode: 'muted' as const }],
  ])('%s', (code, node) => {
    const [failure, ...more] = failuresOf(recipeOf({ a: node }))
    expect(more).toEqual([])
    expect(failure).toMatchObject({ code, nodeId: 'a', hint: expect.stringMatching(/\S/) })
  })

  test('an older version than the catalogue has is named as such', () => {
    const types = new Map(testTypes)
    const join = testTypes.get('test.join')
    if (join) types.set('test.join', { ...join, version: 3 })
    expect(validate(recipeOf({ a: {} }), types).map(({ code }) => code)).toEqual(['node.version_older'])
  })

  test('a near miss is named in the hint', () => {
    const [failure] = failuresOf(recipeOf({ a: { type: 'test.sorce' } }))
    expect(failure?.hint).toContain('Did you mean test.source?')
  })

  test('muted and frozen nodes need no inputs, bypassed ones what they pass on', () => {
    const need = { type: 'test.need', params: { mode: 'fast' } }
    expect(codesOf(recipeOf({ a: { ...need, mode: 'muted' } }))).toEqual([])
    expect(codesOf(recipeOf({ a: { ...need, mode: 'bypassed' }, b: {} }))).toEqual([])
    expect(codesOf(recipeOf({ a: { ...need, mode: 'bypassed' }, b: { from: { in0: 'a' } } }))).toEqual([
      'port.missing',
    ])
    expect(
      codesOf(
        recipeOf({
          a: { ...need, mode: 'bypassed' },
          b: { type: 'test.curves', from: { channels: 'a.curves' } },
        }),
      ),
    ).toEqual(['node.cannot_bypass'])
  })
})

describe('failures of edges', () => {
  test('a wrong type names the node type that converts', () => {
    const recipe = recipeOf({
      a: { type: 'test.curves' },
      b: { type: 'test.curves', from: { channels: 'a.sound' } },
    })
    expect(failuresOf(recipe)).toMatchObject([
      {
        code: 'edge.type_mismatch',
        nodeId: 'b',
        port: 'channels',
        hint: 'Put Analyse audio (audio.analyze) between them.',
        context: { converter: 'audio.analyze' },
      },
    ])
  })

  test('unknown nodes and ports are named at both ends', () => {
    expect(codesOf(recipeOf({ b: { from: { in0: 'nobody' } } }))).toEqual(['edge.unknown_node'])
    expect(codesOf(recipeOf({ a: {}, b: { from: { in0: 'a.nothing' } } }))).toEqual(['edge.unknown_port'])
    expect(codesOf(recipeOf({ a: {}, b: { from: { in99: 'a' } } }))).toEqual(['edge.unknown_port'])
    expect(codesOf(recipeOf({ a: {}, b: { from: { toString: 'a' } } }))).toEqual(['edge.unknown_port'])
    expect(codesOf(recipeOf({ a: {}, b: { from: { gain: 'a' } } }))).toEqual(['edge.unknown_port'])
  })

  const withEdges = (edges: [id: string, from: string, port: string][]) => {
    const recipe = recipeOf({ a: { type: 'test.source' }, c: { type: 'test.source' }, b: {} })
    return {
      ...recipe,
      graph: {
        ...recipe.graph,
        edges: edges.map(([id, nodeId, port]) => ({
          id,
          source: { nodeId, port: 'out' },
          target: { nodeId: 'b', port },
        })),
      },
    }
  }

  test('doubles, crowded ports and ids taken twice', () => {
    const code = (edges: [string, string, string][]) => codesOf(withEdges(edges))
    expect(
      code([
        ['e1', 'a', 'in0'],
        ['e2', 'a', 'in0'],
      ]),
    ).toEqual(['edge.duplicate'])
    expect(
      code([
        ['e1', 'a', 'in0'],
        ['e2', 'c', 'in0'],
      ]),
    ).toEqual(['port.occupied'])
    expect(
      code([
        ['e1', 'a', 'in0'],
        ['e1', 'c', 'in1'],
      ]),
    ).toEqual(['edge.id_taken'])
  })

  test('every circle is named once, with its nodes', () => {
    const recipe = recipeOf({
      a: { from: { in0: 'c' } },
      b: { from: { in0: 'a' } },
      c: { from: { in0: 'b' } },
      d: { from: { in0: 'd', in1: 'a' } },
      e: { from: { in0: 'd' } },
    })
    const circles = failuresOf(recipe)
    expect(circles.map(({ code }) => code)).toEqual(['recipe.circle', 'recipe.circle'])
    expect(circles.map(({ message }) => message).sort()).toEqual([
      'These nodes feed each other in a circle: A, B, C, A.',
      'These nodes feed each other in a circle: D, D.',
    ])
  })
})

describe('failures of recipe inputs and outputs', () => {
  const base = {
    a: { type: 'test.source' },
    b: { type: 'test.need', params: { mode: 'fast' }, from: { in: 'a' } },
  }
  const input = (more: object, to: object[] = [{ nodeId: 'a', param: 'level' }]) =>
    codesOf({
      ...recipeOf(base),
      inputs: [{ key: 'k', label: 'K', type: 'number', required: false, to, ...more }],
    })

  test('targets, types, defaults and limits', () => {
    expect(input({})).toEqual([])
    expect(input({}, [{ nodeId: 'x', param: 'level' }])).toEqual(['input.unknown_target'])
    expect(input({}, [{ nodeId: 'a', param: 'lvel' }])).toEqual(['input.unknown_target'])
    expect(input({ type: 'text' })).toEqual(['input.type_mismatch'])
    expect(input({ default: 'x' })).toEqual(['node.param_invalid', 'input.default_invalid'])
    expect(input({ default: 5 })).toEqual(['node.param_invalid'])
    expect(input({ default: 0.5, limits: { max: 0.2 } })).toEqual(['input.default_invalid'])
    expect(input({}, [{ nodeId: 'b', port: 'in' }])).toEqual(['port.occupied', 'input.must_be_required'])
  })

  test('an optional input without default cannot feed a required port', () => {
    const recipe = recipeOf(
      { b: { type: 'test.need', params: { mode: 'fast' } } },
      { inputs: [{ key: 'k', label: 'K', type: 'number', to: [{ nodeId: 'b', port: 'in' }] }] },
    )
    expect(codesOf(recipe)).toEqual(['input.must_be_required'])
  })

  test('two inputs for one param, keys taken twice, outputs from nowhere', () => {
    const twice = { key: 'k', label: 'K', type: 'number' as const, to: [{ nodeId: 'a', param: 'level' }] }
    expect(codesOf(recipeOf(base, { inputs: [twice, twice] }))).toContain('input.key_taken')
    expect(codesOf(recipeOf(base, { inputs: [twice, { ...twice, key: 'l' }] }))).toEqual(['port.occupied'])
    const out = { key: 'o', from: { nodeId: 'a', port: 'out' } }
    expect(codesOf(recipeOf(base, { outputs: [out, out] }))).toEqual(['output.key_taken'])
    expect(codesOf(recipeOf(base, { outputs: [{ ...out, from: { nodeId: 'a', port: 'nope' } }] }))).toEqual([
      'output.unknown_source',
    ])
  })
})

describe('documents that are not recipes', () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 1
    for (let i = 0; i < levels; i++) value = { in: value }
    return value
  }

  test.each([
    ['document.too_deep', { graph: deep(100_000) }],
    ['document.too_large', Array.from({ length: 1_100_000 }, () => 0)],
    ['document.too_large', 'x'.repeat(17 * 1024 * 1024)],
    ['document.number', { a: Number.NaN }],
    ['document.not_json', { a: new Date(0) }],
    ['document.not_json', { a: undefined }],
    ['document.key', JSON.parse('{"graph":{"nodes":{"__proto__":{}}}}')],
    ['document.key', { graph: { nodes: { a: { params: { constructor: 1 } } } } }],
    ['document.key', { prototype: 1 }],
    ['document.version', { ...recipeOf({ a: {} }), schemaVersion: 0 }],
    ['recipe.newer', { ...recipeOf({ a: {} }), schemaVersion: 2, more: true }],
    ['document.unknown_key', { ...recipeOf({ a: {} }), extra: 1 }],
    ['document.shape', { ...recipeOf({ a: {} }), name: '' }],
  ])('%s', (code, document) => {
    expect(codesOf(document)).toEqual([code])
  })

  test('a shape failure inside a node carries its id', () => {
    const recipe = {
      ...recipeOf({ a: {} }),
      graph: { nodes: { a: { type: 'test.join', version: 1 } }, edges: [] },
    }
    expect(failuresOf(recipe)).toMatchObject([{ code: 'document.shape', nodeId: 'a' }])
  })

  test('all failures come at once', () => {
    const recipe = recipeOf({
      a: { type: 'test.nope' },
      b: { params: { gian: 1 } },
      c: { type: 'test.need', from: { nope: 'zz' } },
    })
    expect(new Set(codesOf(recipe))).toEqual(
      new Set([
        'node.unknown_type',
        'node.unknown_param',
        'node.param_invalid',
        'edge.unknown_node',
        'edge.unknown_port',
        'port.missing',
      ]),
    )
  })

  test('anything at all gives failures and never an exception', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withBigInt: true }),
        (value) => {
          expect(failuresOf(value).length).toBeGreaterThan(0)
        },
      ),
    )
  })

  test('a recipe damaged anywhere gives failures or stays a recipe, and never an exception', () => {
    const good = recipeOf(
      { a: { type: 'test.source' }, b: { promoted: ['gain'], from: { in0: 'a', gain: 'a' } } },
      { inputs: [{ key: 'k', label: 'K', type: 'number', to: [{ nodeId: 'a', param: 'level' }] }] },
    )
    const places: (string | number)[][] = []
    const walk = (value: unknown, path: (string | number)[]) => {
      if (path.length > 0) places.push(path)
      if (typeof value === 'object' && value !== null)
        for (const [key, item] of Object.entries(value)) walk(item, [...path, key])
    }
    walk(good, [])
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        const copy = structuredClone(good)
        let at: unknown = copy
        for (const key of path.slice(0, -1)) at = Reflect.get(at as object, key)
        Reflect.set(at as object, path.at(-1) ?? '', value)
        for (const { code, hint } of failuresOf(copy))
          expect([code, hint].every((text) => text.length > 0)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
