import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { deliver } from './deliver.ts'

test('a file arrives under the name that its facts make', async () => {
  const bench = testBench()
  const file = await bench.save(new Uint8Array([1, 2, 3]), {
    mime: 'video/mp4',
    name: 'film.mp4',
    meta: { width: 1920, height: 1080, bpm: 124, fps: { num: 24_000, den: 1001 } },
  })
  const { path, file: passed } = await bench.run(deliver, {
    inputs: { file, facts: { title: 'Night Drive', artist: 'Somebody', other: [1] } },
    params: { name: '{artist} - {title} {bpm} {h}p{fps}' },
  })
  expect(basename(path)).toBe('Somebody - Night Drive 124 1080p23.976.mp4')
  expect(passed).toEqual(file)
})

test('a file without an extension gets the one of its type', async () => {
  const bench = testBench()
  const file = await bench.save(new Uint8Array([1]), { mime: 'audio/wav', name: 'master' })
  const { path } = await bench.run(deliver, { inputs: { file } })
  expect(basename(path)).toBe('master.wav')
})

test.each([
  { durationSec: 8, bpm: 120, named: 'loop_120bpm_16b_hapQ.mov' },
  { durationSec: 166 / 30, bpm: 174, named: 'loop_174bpm_16b_hapQ.mov' },
  { durationSec: 8.3, bpm: 120, named: 'loop_120bpm_b_hapQ.mov' },
])('a clip of $durationSec s at $bpm bpm is $named', async ({ durationSec, bpm, named }) => {
  const bench = testBench()
  const file = await bench.save(new Uint8Array([1]), {
    mime: 'video/quicktime',
    name: 'loop.mov',
    meta: { durationSec, bpm, fps: { num: 30, den: 1 }, codec: 'hapQ+pcm-s24' },
  })
  const { path } = await bench.run(deliver, {
    inputs: { file },
    params: { name: '{name}_{bpm}bpm_{beats}b_{codec}' },
  })
  expect(basename(path)).toBe(named)
})

test('show and shot come from the facts, as text or as a number', async () => {
  const bench = testBench()
  const file = await bench.save(new Uint8Array([1]), { mime: 'video/webm', name: 'film' })
  const { path } = await bench.run(deliver, {
    inputs: { file, facts: { show: 'Tour', shot: 10 } },
    params: { name: '{show}_{shot}' },
  })
  expect(basename(path)).toBe('Tour_10.webm')
})
