import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { list } from './list.ts'

test('files go on in their order, and none is a failure', async () => {
  const bench = testBench()
  const files = await Promise.all(['b', 'a'].map((name) => bench.save(Buffer.from(name), { name })))
  expect((await bench.run(list, { params: { files } })).files).toEqual(files)
  const own = [await bench.save(Buffer.from('c'), { name: 'c' })]
  expect((await bench.run(list, { params: { files }, inputs: { files: own } })).files).toEqual(own)
  await expect(bench.run(list)).rejects.toMatchObject({ failure: { code: 'file.none' } })
})
