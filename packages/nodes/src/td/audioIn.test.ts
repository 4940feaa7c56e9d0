import { readFile } from 'node:fs/promises'
import { type Channels, writeChannels } from '@segue/media/channels/file'
import { expect, test } from 'vitest'
import type { BridgeUse } from '../bridgeUse.ts'
import { testBench } from '../testing.ts'
import { audioIn } from './audioIn.ts'

const curves: Channels = {
  rate: { num: 25, den: 1 },
  samples: 50,
  planes: new Map([['low', Float32Array.from({ length: 50 }, (_, i) => (i % 10) / 10)]]),
}

/** A TouchDesigner that measures the same curves of every sound. */
function fakeTd(standIn: boolean) {
  const asked: Record<string, unknown>[] = []
  const bridge: BridgeUse = {
    provider: standIn ? 'standin:td@1' : 'td@2023.1',
    standIn,
    async call(spec, args, onProgress) {
      const { out, ...rest } = spec.args.parse(args) as { out: string } & Record<string, unknown>
      asked.push(rest)
      onProgress?.({ fraction: 0.5, message: '', data: null })
      await writeChannels(out, curves)
      return spec.result.parse({ path: out, channels: ['low'], bpm: 124, meta: { bpm: 124 } })
    },
  }
  return { bridge, asked }
}

async function heard(standIn: boolean) {
  const bench = testBench()
  const td = fakeTd(standIn)
  const meta = { durationSec: 2, bpm: 123, sampleRate: 48_000, remarks: ['Clipped.'] }
  const audio = await bench.save(Buffer.from('sound'), { mime: 'audio/wav', name: 'song.wav', meta })
  const said: [number | null, string][] = []
  const out = await bench.run(audioIn, {
    params: { fps: 25 },
    inputs: { audio },
    bridges: { td: td.bridge },
    onProgress: (fraction, message) => void said.push([fraction, message]),
  })
  return { ...td, said, path: bench.path(audio), channels: out.channels }
}

test('TouchDesigner gets the sound, the rate and what is known of its time, and gives curves', async () => {
  const { asked, said, path, channels } = await heard(false)
  const given = String(asked[0]?.path)
  expect(asked).toEqual([{ path: given, fps: { num: 25, den: 1 }, time: { bpm: 123 }, ranges: {} }])
  expect(given).toMatch(/\.wav$/)
  expect(await readFile(given)).toEqual(await readFile(path))
  expect(said).toEqual([[0.5, 'Listening']])
  expect(channels).toMatchObject({
    name: 'song.channels',
    meta: { bpm: 124, durationSec: 2, fps: { num: 25, den: 1 }, channelNames: ['low'] },
  })
  expect(channels.meta.remarks).toEqual(['Clipped.'])
})

test('curves of the stand-in are remarked, and are not those of a sketch', async () => {
  const { channels } = await heard(true)
  expect(channels.meta.remarks).toEqual(['Clipped.', 'Curves analysed by Segue, not by TouchDesigner.'])
  expect(channels.meta.standIn).toBeUndefined()
})
