import { expect, test } from 'vitest'
import { openTestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'

test('a save for which the disk has no room is refused by name and loses nothing; later it goes through', async () => {
  await using runner = await openTestRunner()
  const { db, services } = runner
  const { recipes } = services
  const { id } = await recipes.create({ name: 'Film', recipe: recipeOf({ a: text('one') }, []) })
  const before = await recipes.get(id)
  const pages = Number(db.get('PRAGMA page_count')?.page_count)
  db.get(`PRAGMA max_page_count = ${pages}`)
  const words = 'x'.repeat(4000)
  const changes = [{ type: 'recipe.set' as const, description: words }]
  const save = async () => {
    const { revision } = await recipes.get(id)
    return recipes.save({ id, baseRevision: revision, changes })
  }
  const saveOn = async () => {
    for (let i = 0; i < 200; i++) await save()
  }
  await expect(saveOn()).rejects.toMatchObject({ failure: { code: 'store.full', hint: expect.any(String) } })
  const now = await recipes.get(id)
  expect(now.graph).toEqual(before.graph)
  expect(await recipes.saved({ id, revision: now.revision })).toEqual(now)
  expect(db.get('PRAGMA integrity_check')?.integrity_check).toBe('ok')
  db.get(`PRAGMA max_page_count = ${pages + 10_000}`)
  expect((await save()).revision).toBe(now.revision + 1)
})
