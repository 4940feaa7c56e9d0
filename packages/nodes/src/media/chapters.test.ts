import { writeWav } from '@segue/media/sound/wavWriter'
import { failureOf } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { chapters } from './chapters.ts'

const bench = testBench()

test('each starts where the one before ends, also when only the file itself knows its length', async () => {
  const wav = bench.file('Low Tide.wav')
  await writeWav(wav, [new Float32Array(96_000)], { sampleRate: 48_000, bits: 16 })
  const known = await bench.save(Buffer.from('a film'), {
    mime: 'video/mp4',
    name: 'First Light.mp4',
    meta: { durationSec: 61.5 },
  })
  const tide = await bench.save(wav, { mime: 'audio/wav' })
  const last = { ...known, name: 'Night Bus.mp4' }
  const files = [known, tide, last]
  const made = await bench.run(chapters, { params: { gapSec: 1.5 }, inputs: { files } })
  expect(made.chapters).toBe('00:00 First Light\n01:03 Low Tide\n01:06 Night Bus')
  expect(made.markers).toEqual([
    { name: 'First Light', sec: 0 },
    { name: 'Low Tide', sec: 63 },
    { name: 'Night Bus', sec: 66.5 },
  ])
})

test('what is neither sound nor film is refused by name', async () => {
  const files = [await bench.save(Buffer.from('{}'), { mime: 'application/json', name: 'notes.json' })]
  const failure = failureOf(await bench.run(chapters, { inputs: { files } }).catch((error: unknown) => error))
  expect(failure.message).toContain('notes.json')
})
