import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { folder } from './folder.ts'

test('the files of the folder, else those that are connected, else a failure', async () => {
  const bench = testBench()
  const files = [await bench.save(Buffer.from('a'), { name: 'own.blend' })]
  expect((await bench.run(folder, { inputs: { files } })).files).toEqual(files)
  mkdirSync(bench.file('queue'))
  writeFileSync(join(bench.file('queue'), 'shot.blend'), 'b')
  const { files: found } = await bench.run(folder, { inputs: { files }, params: { folder: 'queue' } })
  expect(found.map(({ name }) => name)).toEqual(['shot.blend'])
  await expect(bench.run(folder)).rejects.toMatchObject({ failure: { code: 'folder.empty' } })
  expect(await bench.run(folder, { params: { ifNone: 'empty' } })).toEqual({ files: [] })
})
