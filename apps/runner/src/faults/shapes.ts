import type { Recipe } from '@segue/protocol'
import { recipeOf } from '../services/testing/chain.ts'

type Kind = 'repeat' | 'once' | 'now' | 'fail' | 'poison' | 'busy'
type Node = Parameters<typeof recipeOf>[0][string]

/** A step of the stub application that works for so long after its effect. */
export const stub = (kind: Kind, ms = 0, say = ''): Node => ({
  ...{ type: `stub.${kind}`, version: 1, name: kind, params: { ms, say } },
})

const items = ['one', 'two', 'three', 'four']
const inside = (ms: number): NonNullable<Node['body']> => ({
  inputs: [{ key: 'item', label: 'Item', type: 'text', to: [{ nodeId: 'in', param: 'say' }] }],
  outputs: [{ key: 'said', label: 'Said', type: 'json', from: { nodeId: 'in', port: 'out' } }],
  graph: { nodes: { in: { ...stub('repeat', ms), promoted: ['say'] } }, edges: [] },
})

/** Graphs in which a crash is looked for, each told how long its steps work. */
export const shapes = {
  /** One after the other, the middle one once only. */
  chain: (ms: number): Recipe =>
    recipeOf({ a: stub('repeat', ms, 'a'), b: stub('once', ms, 'b'), c: stub('repeat', ms, 'c') }, [
      'a.out > b.in',
      'b.out > c.in',
    ]),
  /** One, two beside each other, one. */
  diamond: (ms: number): Recipe =>
    recipeOf(
      {
        a: stub('repeat', ms, 'a'),
        b: stub('repeat', ms, 'b'),
        c: stub('once', ms, 'c'),
        d: stub('repeat', ms, 'd'),
      },
      ['a.out > b.in', 'a.out > c.in', 'b.out > d.in', 'c.out > d.more'],
    ),
  /** Child runs of four items, two at a time, and a step after them. */
  map: (ms: number): Recipe =>
    recipeOf(
      {
        each: {
          ...{ type: 'flow.map', version: 1, name: 'Each', body: inside(ms) },
          params: { over: 'list', each: 'item', concurrency: 2 },
        },
        z: stub('once', ms, 'z'),
      },
      ['each.report > z.in'],
      {
        inputs: [
          {
            ...{ key: 'items', label: 'Items', type: 'list<text>', required: true, default: items },
            to: [{ nodeId: 'each', port: 'item' }],
          },
        ],
      },
    ),
  /** Another recipe inside, by its published version, and a step after it. */
  nested: (ms: number, id: string): Recipe =>
    recipeOf(
      {
        r: {
          ...{ type: 'flow.recipe', version: 1, name: 'Inner' },
          recipe: {
            ...{ id, version: 1, name: 'Inner', inputs: [] },
            outputs: [{ key: 'said', label: 'Said', type: 'json' }],
          },
        },
        z: stub('repeat', ms, 'z'),
      },
      ['r.said > z.in'],
    ),
}

export type Shape = keyof typeof shapes

/** What `nested` runs inside: two steps, the second one once only. */
export const inner = (ms: number): Recipe =>
  recipeOf({ p: stub('repeat', ms, 'p'), q: stub('once', ms, 'q') }, ['p.out > q.in'], {
    outputs: [{ key: 'said', label: 'Said', from: { nodeId: 'q', port: 'out' } }],
  })
