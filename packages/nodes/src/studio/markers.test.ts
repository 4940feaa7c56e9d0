import { expect, test } from 'vitest'
import type { z } from 'zod'
import { testBench } from '../testing.ts'
import { markers } from './markers.ts'

const [intro, drop] = [
  { name: 'Intro', sec: 0 },
  { name: 'Drop', sec: 6 },
]

test.each([
  ['a list', [intro, { ...drop, beats: 12 }]],
  ['the answer of a command', { markers: [intro, drop] }],
])('%s is moved, and what would lie before the start is left out', async (_, given) => {
  const bench = testBench()
  const run = (offsetSec: number) => bench.run(markers, { params: { offsetSec }, inputs: { markers: given } })
  expect(await run(2)).toEqual({
    markers: [
      { name: 'Intro', sec: 2 },
      { name: 'Drop', sec: 8 },
    ],
  })
  expect(await run(-1)).toEqual({ markers: [{ name: 'Drop', sec: 5 }] })
})

/** A stored file as it comes on a wire. */
const wired = (ref: object): z.core.util.JSONType => JSON.parse(JSON.stringify(ref))

test('a long answer comes as a file; what holds no markers is refused', async () => {
  const bench = testBench()
  const long = await bench.save(Buffer.from(JSON.stringify({ markers: [drop] })), {
    name: 'List markers.json',
    mime: 'application/json',
  })
  expect(await bench.run(markers, { inputs: { markers: wired(long) } })).toEqual({ markers: [drop] })
  const other = await bench.save(Buffer.from('no'), { name: 'no.txt' })
  for (const given of [wired(other), [1], { locators: [] }, null])
    await expect(bench.run(markers, { inputs: { markers: given } })).rejects.toMatchObject({
      failure: { code: 'markers.unreadable' },
    })
})
