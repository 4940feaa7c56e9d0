import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ArtifactRef } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestRunner } from '../testing.ts'
import { examplesFolder } from './samples.ts'
import { openExamples } from './testing/examples.ts'

const sampled = readdirSync(join(examplesFolder, 'samples'))
/** Room that a cover may take beside the others. */
const coverBytes = 60_000

let runner: TestRunner
beforeAll(async () => {
  runner = await openExamples()
})
afterAll(() => runner[Symbol.asyncDispose]())

/** Every file that a value names. */
function filesIn(value: unknown): ArtifactRef[] {
  const ref = ArtifactRef.safeParse(value)
  if (ref.success) return [ref.data]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(filesIn)
}

test.each(sampled)('the sample of %s is a whole result of the recipe as it is now', async (name) => {
  const { recipes } = runner.services
  const recipe = await recipes.get(`rcp_${name}`)
  const sample = await recipes.sample(recipe.id)
  expect(sample?.head.status).toBe('succeeded')
  expect(Object.keys(sample?.head.outputs ?? {}).sort()).toEqual(recipe.outputs.map(({ key }) => key).sort())
  expect(sample?.steps.map(({ nodeId }) => nodeId).sort()).toEqual(Object.keys(recipe.graph.nodes).sort())
  const files = filesIn([sample?.head.outputs, sample?.steps.map(({ outputs }) => outputs)])
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(await runner.artifacts.path(file)).toContain(file.artifactId)
})

test('covers are small pictures, and in the list of recipes', async () => {
  const heads = await runner.services.recipes.list()
  const covers = heads.flatMap(({ cover }) => cover ?? [])
  expect(covers.map(({ name }) => name).sort()).toEqual(readdirSync(join(examplesFolder, 'covers')).sort())
  for (const { mime, bytes } of covers) {
    expect(mime).toBe('image/jpeg')
    expect(bytes).toBeLessThan(coverBytes)
  }
})
