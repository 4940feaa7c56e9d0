import { expect, test } from 'vitest'
import { openTestRunner } from '../testing.ts'
import { recipeOf, text } from './testing/chain.ts'
import { howOf, testRuns } from './testing/runs.ts'

/** A second of clicks as a WAV file; `remark` says something in it that no one hears. */
function clicks(remark: string): Buffer {
  const [rate, samples] = [48_000, 48_000]
  const note = Buffer.from(remark.padEnd(20, ' '))
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + samples * 2 + 8 + note.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples * 2, 40)
  const body = Buffer.alloc(samples * 2)
  for (let at = 0; at < samples; at += 12_000)
    for (let i = 0; i < 400; i++) body.writeInt16LE(Math.round(20_000 * Math.sin(i / 3)), (at + i) * 2)
  const chunk = Buffer.alloc(8)
  chunk.write('note')
  chunk.writeUInt32LE(note.length, 4)
  return Buffer.concat([head, body, chunk, note])
}

test('a sound that was exported again and gives the same curves changes nothing behind them', async () => {
  await using runner = await openTestRunner()
  const recipe = recipeOf(
    {
      listen: { type: 'audio.analyze', version: 1, name: 'Analyse' },
      smooth: { type: 'channels.smooth', version: 1, name: 'Smooth' },
      delay: { type: 'channels.delay', version: 1, name: 'Delay', params: { unit: 'seconds' } },
    },
    ['listen.channels > smooth.channels', 'smooth.channels > delay.channels'],
    {
      inputs: [
        {
          key: 'audio',
          label: 'Sound',
          type: 'audio',
          required: true,
          to: [{ nodeId: 'listen', port: 'audio' }],
        },
      ],
    },
  )
  const runs = testRuns(runner, recipe)
  const give = async (remark: string) => ({
    inputs: {
      audio: JSON.parse(
        JSON.stringify(await runner.artifacts.putBytes(clicks(remark), { name: 'clicks.wav' })),
      ),
    },
  })
  const first = await runs.run(await give('bounced at noon'))
  expect(first.head.failures).toEqual([])
  expect(howOf(first)).toEqual({ listen: 'run', smooth: 'run', delay: 'run' })
  const again = await runs.run(await give('bounced at one'))
  expect(howOf(again)).toEqual({ listen: 'run', smooth: 'cached', delay: 'cached' })
  expect(await runs.plan(await give('bounced at noon'))).toMatchObject({
    listen: ['cached', expect.any(String)],
  })
})

test('a map runs only the items that changed', async () => {
  await using runner = await openTestRunner()
  const recipe = recipeOf(
    {
      each: {
        ...{ type: 'flow.map', version: 1, name: 'Each', params: { over: 'list', each: 'word' } },
        body: {
          inputs: [{ key: 'word', label: 'Word', type: 'text', to: [{ nodeId: 'say', port: 'data' }] }],
          outputs: [{ key: 'said', label: 'Said', type: 'text', from: { nodeId: 'say', port: 'text' } }],
          graph: { nodes: { say: text('{value}!') }, edges: [] },
        },
      },
    },
    [],
    {
      inputs: [
        {
          key: 'words',
          label: 'Words',
          type: 'list<text>',
          required: true,
          to: [{ nodeId: 'each', port: 'word' }],
        },
      ],
      outputs: [{ key: 'all', label: 'All', from: { nodeId: 'each', port: 'said' } }],
    },
  )
  const runs = testRuns(runner, recipe)
  const inside = async (words: string[]) => {
    const { head } = await runs.run({ inputs: { words } })
    expect(head.outputs.all).toEqual(words.map((word) => `${word}!`))
    return words.map((_, i) => runner.host.runs.step(`${head.runId}/each/${i}`, 'say').settledBy)
  }
  expect(await inside(['a', 'b', 'c'])).toEqual(['run', 'run', 'run'])
  expect(await inside(['a', 'x', 'c', 'd'])).toEqual(['cached', 'run', 'cached', 'run'])
  expect(await runs.plan({ inputs: { words: ['a', 'b', 'y'] } })).toEqual({ each: ['runs', '1 of 3 items'] })
  expect(await runs.plan({ inputs: { words: ['a', 'b'] } })).toEqual({
    each: ['cached', '2 items, all kept'],
  })
})
