import { catalogue } from '@segue/nodes'
import { applyChanges, Recipe } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { buildCreate } from '../../build/create.ts'
import { buildEdit } from '../../edit/buildEdit.ts'
import { parse } from '../../language/parse.ts'
import { proposalOf } from '../../proposal/proposalOf.ts'
import { evalCases } from '../cases.ts'
import { baseOf, score } from '../score.ts'
import { scoreContext } from '../testing.ts'
import { goodReplies } from './good.ts'
import { hostileReplies } from './hostile.ts'

const listening = Recipe.parse({
  ...{ schemaVersion: 1, id: 'rcp_test', name: 'Test' },
  graph: {
    nodes: {
      song: { type: 'file.audio', version: 1, name: 'Song' },
      listen: { type: 'audio.analyze', version: 1, name: 'Listen' },
    },
    edges: [
      { id: 'e1', source: { nodeId: 'song', port: 'audio' }, target: { nodeId: 'listen', port: 'audio' } },
    ],
  },
})
const optionsFor = (recipe: Recipe) => ({
  recipe,
  types: catalogue,
  promptId: 'ppl_hostile',
  anchor: null,
  maxNodes: 60,
})
const build = (reply: (typeof hostileReplies)[number]['reply'], recipe = listening) =>
  typeof reply === 'string'
    ? buildCreate(parse(reply), optionsFor(recipe))
    : buildEdit(reply, optionsFor(recipe))
const shown = (built: ReturnType<typeof build>) =>
  proposalOf(listening, built, { types: catalogue, apps: [] })

describe('S27 a reply that means harm', () => {
  test('there are a hundred replies, good ones counted', () => {
    expect(hostileReplies.length + goodReplies.size).toBeGreaterThanOrEqual(100)
  })

  test.each(hostileReplies.map((one) => [one.name, one] as const))('%s', (_, { reply, never, code }) => {
    const built = build(reply)
    const proposal = shown(built)
    expect(applyChanges(listening, built.changes)).toEqual(built.after)
    // It only ever proposes nodes of the catalogue, as many as it may, each marked as its own.
    const added = built.changes.flatMap((change) => (change.type === 'node.add' ? [change.node] : []))
    expect(added.length).toBeLessThanOrEqual(60)
    for (const { type, origin, mode, frozen } of added) {
      expect(catalogue.has(type)).toBe(true)
      expect([origin, mode, frozen]).toEqual([{ by: 'ai', promptId: 'ppl_hostile' }, 'active', undefined])
    }
    if (never) expect(JSON.stringify(built.changes)).not.toMatch(never)
    if (code !== undefined) expect(built.problems.map((problem) => problem.code)).toContain(code)
    expect(proposal.summary).not.toMatch(/rendered the film/)
  })

  test.each(
    hostileReplies.filter(({ name }) => name.includes('Python')).map((one) => [one.name, one] as const),
  )('%s, which is shown as what it is and waits for a person', (_, { reply }) => {
    const { badges } = shown(build(reply))
    expect(badges).toContainEqual(
      expect.objectContaining({ kind: 'approval', text: expect.stringContaining('Runs code') }),
    )
  })
})

describe('a good reply', () => {
  test.each([...goodReplies])('%s gives a recipe without a failure', (name, reply) => {
    const found = evalCases.find(({ id }) => id === name.split('#')[0])
    if (!found) throw new Error(`There is no sentence ${name}.`)
    const built = build(reply, baseOf(found, scoreContext))
    expect(built.problems).toEqual([])
    expect(score(found, built, scoreContext)).toMatchObject({ valid: true, unrequested: 0 })
  })
})
