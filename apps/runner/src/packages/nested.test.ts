import type { Recipe, RecipeUse } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { type PackageLab, packageLab, recipeWith, soundEntries } from './testing/packageLab.ts'
import { rawZip } from './testing/rawZip.ts'

const innerGraph = (template: string) => ({
  graph: { nodes: { t: { type: 'text.template', version: 1, name: 'T', params: { template } } } },
  outputs: [{ key: 'text', from: { nodeId: 't', port: 'text' } }],
})

const use = (id: string, version: number): RecipeUse => ({
  ...{ id, version, name: 'Inner', inputs: [] },
  outputs: [{ key: 'text', label: 'Text', type: 'text' }],
})

const running = (...uses: RecipeUse[]): Recipe =>
  recipeWith({
    graph: {
      nodes: Object.fromEntries(
        uses.map((recipe, i) => [`n${i}`, { type: 'flow.recipe', version: 1, name: 'Inner', recipe }]),
      ),
    },
  })

async function published(lab: PackageLab, template: string): Promise<RecipeUse> {
  const made = await lab.services.recipes.create({ name: 'Inner', recipe: recipeWith(innerGraph(template)) })
  return use(made.id, (await lab.services.recipes.publish(made.id)).version)
}

describe('recipes that nodes run', () => {
  test('come along, can run, and are kept once however often they come', async () => {
    await using here = await packageLab()
    await using there = await packageLab()
    const { file, warnings } = await here.services.packages.export({
      recipe: running(await published(here, 'a'), await published(here, 'b')),
    })
    expect(warnings).toEqual([])
    const bytes = await here.bytes(file)
    const { id, warnings: told } = await there.take(bytes)
    expect(told).toEqual([])
    expect(await there.services.recipes.validate(id)).toEqual([])
    expect(there.count().versions).toBe(2)
    await there.take(bytes)
    expect(there.count().versions).toBe(2)
    const again = await there.services.packages.export({ recipe: { id } })
    await here.take(await there.bytes(again.file))
    await here.take(bytes)
    expect(here.count().versions).toBe(4) // two of its own, and the same two as they are called there
  })

  test('a version under the id of a recipe of this home is never added to it', async () => {
    await using lab = await packageLab()
    const mine = await published(lab, 'mine')
    const theirs = recipeWith({ ...innerGraph('theirs'), id: mine.id, name: 'Inner' })
    const bytes = rawZip([
      ...soundEntries(running(use(mine.id, 1), use(mine.id, 2))),
      { name: `recipes/${mine.id}@1.json`, data: JSON.stringify(theirs) },
      { name: `recipes/${mine.id}@2.json`, data: JSON.stringify(theirs) },
    ])
    const { id } = await lab.take(bytes)
    expect(await lab.services.recipes.versions(mine.id)).toHaveLength(1)
    const { graph } = await lab.services.recipes.get(id)
    expect(Object.values(graph.nodes).map((node) => node.recipe?.id)).not.toContain(mine.id)
    expect(await lab.services.recipes.validate(id)).toEqual([])
  })

  test('one that runs itself is refused whole', async () => {
    await using lab = await packageLab()
    const before = lab.count()
    const file = (name: string, other: string) => ({
      name: `recipes/${name}@1.json`,
      data: JSON.stringify({ ...running(use(other, 1)), id: name }),
    })
    const bytes = rawZip([
      ...soundEntries(running(use('rcp_a', 1))),
      file('rcp_a', 'rcp_b'),
      file('rcp_b', 'rcp_a'),
    ])
    await expect(lab.take(bytes)).rejects.toMatchObject({ failure: { code: 'package.circle' } })
    expect(lab.count()).toEqual(before)
  })

  test('one that is not here is named on both sides', async () => {
    await using lab = await packageLab()
    const recipe = running(use('rcp_gone', 3))
    const { file, warnings } = await lab.services.packages.export({ recipe })
    expect(warnings).toMatchObject([{ code: 'package.needs_recipe' }])
    const { warnings: told } = await lab.take(await lab.bytes(file))
    expect(told).toMatchObject([{ code: 'package.needs_recipe' }])
  })

  test('one that cannot run here is left out with its reason, and the recipe comes in', async () => {
    await using lab = await packageLab()
    const inner = recipeWith({ graph: { nodes: { x: { type: 'far.future', version: 9, name: 'X' } } } })
    const bytes = rawZip([
      ...soundEntries(running(use('rcp_inner', 1))),
      { name: 'recipes/rcp_inner@1.json', data: JSON.stringify({ ...inner, id: 'rcp_inner' }) },
    ])
    const { warnings } = await lab.take(bytes)
    const codes = warnings.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['package.needs_node', 'package.recipe_left_out']))
    expect(lab.count().versions).toBe(0)
  })
})
