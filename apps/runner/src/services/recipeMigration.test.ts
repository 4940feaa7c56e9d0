import { type AnyNodeType, catalogue } from '@segue/nodes'
import { changesBetween, type Recipe, TriggerDraft } from '@segue/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { openTestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'
import { testRuns } from './testing/runs.ts'

/** This Segue becomes one in which `text.template` calls its template otherwise, until the test ends. */
function update(): void {
  const types = catalogue as Map<string, AnyNodeType> // the catalogue of a Segue never changes; that of a test does
  const before = types.get('text.template')
  if (!before) throw new Error('The catalogue has it.')
  onTestFinished(() => void types.set(before.id, before))
  types.set(before.id, {
    ...before,
    version: 2,
    migrations: {
      1: { says: 'Its text ends with a dot.', params: ({ template }) => ({ template: `${template}.` }) },
    },
  })
}

const openedDraft = async () => {
  const runner = await openTestRunner()
  const { recipes } = runner.services
  const { id } = await recipes.create({ name: 'Titles', recipe: recipeOf({ a: text('one') }, []) })
  return { runner, recipes, id }
}
const template = ({ graph }: Recipe) => graph.nodes.a?.params.template

test('a draft of an older Segue is shown with what changes, and stays as it is until somebody takes that', async () => {
  const { runner, recipes, id } = await openedDraft()
  await using _ = runner
  expect(await recipes.migration(id)).toBe(null)
  update()
  expect(await recipes.validate(id)).toMatchObject([{ code: 'node.version_older', nodeId: 'a' }])
  await expect(runner.services.runs.start({ recipe: { id }, inputs: {} })).rejects.toMatchObject({
    failure: { code: 'node.version_older', hint: expect.stringContaining('bring its nodes up to date') },
  })
  const offer = await recipes.migration(id)
  expect(offer?.nodes).toMatchObject([{ nodeId: 'a', from: 1, to: 2, says: ['Its text ends with a dot.'] }])
  const draft = await recipes.get(id)
  expect(template(draft)).toBe('one')
  if (!offer) throw new Error('There is something to take.')
  const changes = changesBetween(draft, offer.recipe)
  await recipes.save({ id, baseRevision: draft.revision, changes })
  expect(template(await recipes.get(id))).toBe('one.')
  expect([await recipes.migration(id), await recipes.validate(id)]).toEqual([null, []])
})

test('a pinned version goes on as the version of today, says so, and stays as it was published', async () => {
  const { runner, recipes, id } = await openedDraft()
  await using _ = runner
  const { version } = await recipes.publish(id)
  const settings = { kind: 'schedule', when: 'every hour', zone: 'UTC' } as const
  const { triggers } = runner.services
  const pinned = await triggers.create(
    TriggerDraft.parse({ recipeId: id, name: 'Pinned', settings, version }),
  )
  const loose = await triggers.create(
    TriggerDraft.parse({ recipeId: id, name: 'Loose', settings, version: null }),
  )
  update()
  await triggers.update({ id: pinned.id, change: { name: 'Pinned still' } })
  await triggers.update({ id: loose.id, change: { name: 'Loose still' } })
  expect((await triggers.get(pinned.id)).failure).toBe(null)
  expect((await triggers.get(loose.id)).failure).toMatchObject({ code: 'node.version_older' })
  const { runId } = await triggers.runNow(pinned.id)
  const { until } = testRuns(runner, { id })
  const { head, log } = await until(runId, ({ head, log }) => head.endedAt !== null && log.length > 0)
  expect(head.status).toBe('succeeded')
  expect(log.map((line) => line.text)).toContain(
    '“one” was made with version 1 of Text template and runs as version 2: Its text ends with a dot.',
  )
  expect(template(await recipes.version({ id, version }))).toBe('one')
})

test('a recipe with a node type and an application that are not here is kept whole, and says what is missing', async () => {
  const { runner, recipes, id } = await openedDraft()
  await using _ = runner
  const recipe = await recipes.get(id)
  const foreign = { ...recipe.graph.nodes.a, type: 'resolume.clip', params: { column: [1, { deep: true }] } }
  const made = await recipes.create({
    name: 'Show',
    recipe: { ...recipe, graph: { ...recipe.graph, nodes: { ...recipe.graph.nodes, z: foreign } } } as Recipe,
  })
  await recipes.save({ id: made.id, baseRevision: 0, changes: [{ type: 'recipe.set', description: 'Live' }] })
  expect((await recipes.get(made.id)).graph.nodes.z).toEqual(foreign)
  expect(await recipes.migration(made.id)).toBe(null)
  expect(await recipes.validate(made.id)).toMatchObject([{ code: 'node.unknown_type', nodeId: 'z' }])
})
