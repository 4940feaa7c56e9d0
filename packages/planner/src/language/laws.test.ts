import { catalogue } from '@segue/nodes'
import { applyChanges, changesBetween, Recipe } from '@segue/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildCreate } from '../build/create.ts'
import { buildEdit } from '../edit/buildEdit.ts'
import { editKinds, editOp } from '../edit/editOp.ts'
import { starters } from '../eval/testing.ts'
import { choose } from '../parts/choose.ts'
import { partsOf } from '../parts/partsOf.ts'
import { anyRecipe } from '../testing/graphs.ts'
import { createParsing, parse } from './parse.ts'
import { printRecipe } from './print.ts'

const empty = Recipe.parse({ schemaVersion: 1, id: 'rcp_empty', name: 'Empty', graph: {} })
const optionsFor = (recipe: Recipe) => ({
  ...{ recipe, types: catalogue, promptId: 'ppl_law', anchor: null, maxNodes: 200, opensInputs: false },
})
/** What the language says of a recipe; ids of wires, places and origins are not its business. */
const said = ({ graph, inputs, outputs }: Recipe): unknown => ({
  nodes: JSON.parse(
    JSON.stringify(graph.nodes, (key, value) => (key === 'origin' || key === 'id' ? undefined : value)),
  ),
  edges: graph.edges.map(({ source, target }) => JSON.stringify([source, target])).sort(),
  inputs: inputs.map(({ group, help, ...input }) => ({
    ...input,
    to: input.to.map((to) => JSON.stringify(to)).sort(),
  })),
  outputs,
})

describe('the line language', () => {
  test.each([...starters])('says all that %s means, and reads it back', (_, recipe) => {
    const { after, problems, fixes } = buildCreate(parse(printRecipe(recipe)), optionsFor(empty))
    expect({ problems, fixes }).toEqual({ problems: [], fixes: [] })
    expect(printRecipe(after)).toBe(printRecipe(recipe))
    expect(said(after)).toEqual(said(recipe))
  })

  test('reads back whatever graph it has written, whatever texts stand in it', () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        const { after } = buildCreate(parse(printRecipe(recipe)), optionsFor(empty))
        // Open inputs are joined where only one thing fits; the law is about what was said.
        const wired = new Set(after.graph.edges.map(({ source, target }) => JSON.stringify([source, target])))
        for (const { source, target } of recipe.graph.edges)
          expect(wired).toContain(JSON.stringify([source, target]))
        const bare = (all: Recipe) =>
          Object.entries(all.graph.nodes).map(([id, { type, params }]) => [id, type, params])
        expect(bare(after)).toEqual(expect.arrayContaining(bare(recipe)))
      }),
      { numRuns: 150, seed: 1 },
    )
  })

  test('is read the same in one piece and in any pieces', () => {
    const text = [...starters.values()].map((recipe) => printRecipe(recipe)).join('\n')
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 300 }), (sizes) => {
        const parsing = createParsing()
        let at = 0
        for (const size of sizes) {
          parsing.push(text.slice(at, at + size))
          at += size
        }
        parsing.push(text.slice(at))
        expect(parsing.end()).toEqual(parse(text))
      }),
      { numRuns: 20, seed: 2 },
    )
  })

  test('never throws, and what it builds can always be made', () => {
    const words = fc.constantFrom(
      'a',
      'b = file.audio(',
      ')',
      '{',
      '}',
      '$x.y',
      '@in',
      '"',
      'input ',
      ': audio',
      'output o = a',
      '=',
      '\n',
      'audio.analyze(audio=a)',
      ', ',
      '[',
      'flow.map(each="i") {',
      '\u0000',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words, { maxLength: 60 }).map((all) => all.join('')),
        ),
        (text) => {
          const { changes, after } = buildCreate(parse(text), optionsFor(empty))
          expect(applyChanges(empty, changes)).toEqual(after)
        },
      ),
      { numRuns: 300, seed: 3 },
    )
  })
})

const anyWord = fc.constantFrom(
  'n0',
  'n1',
  '$n0',
  'n0.audio',
  'n1.channels',
  'nobody',
  'audio.analyze',
  'media.still',
  'fps',
  'release',
  '0.5',
  '"muted"',
  '{',
  '',
)
const anyOp = fc
  .tuple(fc.constantFrom(...editKinds), fc.array(fc.option(anyWord), { minLength: 9, maxLength: 9 }))
  .map(
    ([
      op,
      [
        node = null,
        type = null,
        name = null,
        param = null,
        value = null,
        from = null,
        to = null,
        find = null,
        replace = null,
      ],
    ]) => editOp(op, { node, type, name, param, value, from, to, find, replace }),
  )

describe('edits', () => {
  test('never throw; what they do not name stays as it was, with its id and its place; and they can be taken back', () => {
    fc.assert(
      fc.property(anyRecipe, fc.array(anyOp, { maxLength: 8 }), (recipe, ops) => {
        const { changes, after } = buildEdit(ops, optionsFor(recipe))
        expect(applyChanges(recipe, changes)).toEqual(after)
        const named = new Set(
          ops.flatMap((op) => Object.values(op).map((word) => String(word).replace(/^\$/, '').split('.')[0])),
        )
        for (const [id, node] of Object.entries(recipe.graph.nodes))
          if (!named.has(id) && after.graph.nodes[id]) {
            expect(after.graph.nodes[id]).toEqual(node)
            expect(after.layout.nodes[id]).toEqual(recipe.layout.nodes[id])
          }
        const back = applyChanges(after, changesBetween(after, recipe))
        expect(said(back)).toEqual(said(recipe))
      }),
      { numRuns: 150, seed: 4 },
    )
  })

  test('without any of their parts leave a recipe that is as valid as with all of them', () => {
    fc.assert(
      fc.property(
        anyRecipe,
        fc.array(anyOp, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (recipe, ops, pick) => {
          const { after } = buildEdit(ops, optionsFor(recipe))
          const changes = changesBetween(recipe, after)
          const parts = partsOf(recipe, changes)
          expect(parts.flatMap((part) => part.changes).sort((a, b) => a - b)).toEqual(
            changes.map((_, i) => i),
          )
          const off = parts[pick % Math.max(1, parts.length)]?.key
          const chosen = choose({ recipe, changes, parts }, off === undefined ? [] : [off], catalogue)
          expect(() => applyChanges(recipe, chosen.changes)).not.toThrow()
          if (off === undefined)
            expect(applyChanges(recipe, chosen.changes)).toEqual(applyChanges(recipe, changes))
          else expect(chosen.off).toContain(off)
        },
      ),
      { numRuns: 100, seed: 5 },
    )
  })
})
