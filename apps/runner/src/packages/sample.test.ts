import { stableText } from '@segue/protocol'
import { expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { packageLab, packageWith } from './testing/packageLab.ts'

/** A recipe that says a word, and hands on a file that it was given. */
async function withResult() {
  const lab = await packageLab()
  const file = await lab.artifacts.putBytes(Buffer.from('a picture'), {
    name: 'cover.png',
    mime: 'image/png',
  })
  const document = recipeOf(
    { say: text('hello {value}'), deliver: { type: 'file.deliver', version: 1, name: 'Deliver' } },
    [],
    {
      inputs: [
        { key: 'word', label: 'Word', type: 'text', default: 'world', to: [{ nodeId: 'say', port: 'data' }] },
        {
          key: 'file',
          label: 'File',
          type: 'file',
          required: true,
          to: [{ nodeId: 'deliver', port: 'file' }],
        },
      ],
      outputs: [
        { key: 'said', from: { nodeId: 'say', port: 'text' } },
        { key: 'file', from: { nodeId: 'deliver', port: 'file' } },
      ],
    },
  )
  const { id } = await lab.services.recipes.create({ name: 'Greets', recipe: document })
  const ran = await testRuns(lab, { id }).run({
    inputs: { word: 'you', file: JSON.parse(JSON.stringify(file)) },
  })
  expect(ran.head.status).toBe('succeeded')
  return { lab, id, file, ran }
}

test('a result travels with its recipe when that is wanted, with its files and nothing of the machine', async () => {
  const { lab, id, file, ran } = await withResult()
  await using here = lab
  await using there = await packageLab()
  const plain = await here.services.packages.export({ recipe: { id } })
  expect(await there.services.recipes.sample((await there.take(await here.bytes(plain.file))).id)).toBeNull()

  const packed = await here.services.packages.export({ recipe: { id }, sample: true })
  const runs = there.count().runs
  const taken = await there.take(await here.bytes(packed.file))
  const sample = await there.services.recipes.sample(taken.id)
  expect(sample?.head).toMatchObject({ recipeId: taken.id, inputs: {}, outputs: { said: 'hello you' } })
  expect(sample?.head.outputs.file).toMatchObject({ artifactId: file.artifactId })
  expect(there.artifacts.has(file.artifactId)).toBe(true)
  const delivered = sample?.steps.find(({ nodeId }) => nodeId === 'deliver')
  expect(delivered?.outputs).not.toHaveProperty('path')
  expect(JSON.stringify(sample)).not.toContain(here.home.root)
  expect(there.count().runs).toBe(runs)

  const onward = await there.services.packages.export({ recipe: { id: taken.id }, sample: true })
  const third = await there.take(await there.bytes(onward.file))
  expect((await there.services.recipes.sample(third.id))?.head.outputs).toMatchObject({ said: 'hello you' })
  await there.services.recipes.remove(third.id)
  expect(there.db.all('SELECT recipe_id FROM recipe_samples')).toEqual([{ recipe_id: taken.id }])
  expect(ran.head.outputs).toHaveProperty('said')
})

test.each([
  ['is no result', stableText({ head: {} })],
  ['brings a key that is none', '{"__proto__":{"a":1}}'],
])('a sample that %s refuses the package', async (_, data) => {
  await using lab = await packageLab()
  await expect(lab.take(packageWith({ name: 'sample.json', data }))).rejects.toMatchObject({
    failure: { code: 'package.damaged' },
  })
  expect(lab.count()).toMatchObject({ recipes: 0, files: 0 })
})
