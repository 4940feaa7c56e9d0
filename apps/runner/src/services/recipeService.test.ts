import { applyChanges, NodePolicy, Recipe } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { openTestRunner } from '../testing.ts'

const note = {
  type: 'node.add' as const,
  in: null,
  nodeId: 'a',
  node: {
    type: 'text.template',
    version: 1,
    name: 'A',
    params: {},
    promoted: [],
    mode: 'active' as const,
    policy: NodePolicy.parse({}),
    origin: { by: 'person' as const },
  },
  at: { x: 0, y: 0 },
}

describe('recipes', () => {
  test('are saved change by change, each save a revision', async () => {
    await using runner = await openTestRunner()
    const { recipes } = runner.services
    const made = await recipes.create({ name: 'Mine' })
    expect(await recipes.save({ id: made.id, baseRevision: 0, changes: [note] })).toEqual({ revision: 1 })
    const saved = await recipes.get(made.id)
    expect(saved.graph).toEqual(Recipe.parse(applyChanges(made, [note])).graph)
    expect(saved.revision).toBe(1)
  })

  test('a save on an old revision is refused and loses nothing', async () => {
    await using runner = await openTestRunner()
    const { recipes } = runner.services
    const { id } = await recipes.create({ name: 'Mine' })
    await recipes.save({ id, baseRevision: 0, changes: [note] })
    const late = recipes.save({
      id,
      baseRevision: 0,
      changes: [{ type: 'node.remove', nodeId: 'a' }],
    })
    await expect(late).rejects.toMatchObject({ failure: { code: 'recipe.stale' } })
    expect(Object.keys((await recipes.get(id)).graph.nodes)).toEqual(['a'])
  })

  test('of two people who save at the same moment one is told, and neither loses the other’s work', async () => {
    await using runner = await openTestRunner()
    const { recipes } = runner.services
    const { id } = await recipes.create({ name: 'Mine' })
    const saves = ['Ana', 'Ben'].map((name) =>
      recipes.save({ id, baseRevision: 0, changes: [{ type: 'recipe.set', name }], editor: name }),
    )
    const ends = await Promise.allSettled(saves)
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = ends.find((end) => end.status === 'rejected')
    expect(refused?.reason).toMatchObject({ failure: { code: 'recipe.stale', hint: expect.any(String) } })
    expect((await recipes.history(id)).map(({ editor }) => editor)).toContain('Ana')
    expect(await recipes.get(id)).toMatchObject({ name: 'Ana', revision: 1 })
  })

  test('a change that does not fit is refused whole', async () => {
    await using runner = await openTestRunner()
    const { recipes } = runner.services
    const { id } = await recipes.create({ name: 'Mine' })
    const half = recipes.save({
      id,
      baseRevision: 0,
      changes: [note, { type: 'node.remove', nodeId: 'zz' }],
    })
    await expect(half).rejects.toMatchObject({ failure: { kind: 'input' } })
    expect((await recipes.get(id)).revision).toBe(0)
  })

  test('an unknown recipe is a failure with a hint', async () => {
    await using runner = await openTestRunner()
    await expect(runner.services.recipes.get('rcp_none')).rejects.toMatchObject({
      failure: { code: 'recipe.unknown', hint: expect.any(String) },
    })
  })
})
