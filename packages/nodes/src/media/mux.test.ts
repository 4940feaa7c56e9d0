import { probeFilm } from '@segue/media/film/probe'
import { clickTrack } from '@segue/media/film/testMaterial'
import type { ArtifactRef, MediaMeta } from '@segue/protocol'
import { beforeAll, expect, test } from 'vitest'
import { type TestBench, testBench } from '../testing.ts'
import { extractAudio } from './extractAudio.ts'
import { mux } from './mux.ts'
import { paintSequence } from './testPictures.ts'

let bench: TestBench
let frames: ArtifactRef
let sound: ArtifactRef
const size = { width: 64, height: 48 }

const sequence = (meta: MediaMeta) => paintSequence(bench, { ...size, count: 24 }, () => {}, meta)

beforeAll(async () => {
  bench = testBench()
  frames = await sequence({
    fps: { num: 24, den: 1 },
    standIn: 'blender',
    remarks: ['drawn by the stand-in'],
  })
  const path = bench.file('clicks.wav')
  await clickTrack(path, { sampleRate: 44_100, durationSec: 1, clicksSec: [0] })
  const locators = [{ name: 'Drop', beat: 1, sec: 0.5 }]
  sound = await bench.save(path, {
    mime: 'audio/wav',
    name: 'master.wav',
    meta: { bpm: 120, locators, remarks: ['sketch sound'] },
  })
})

test('frames and sound become a film that keeps tempo, locators and remarks', async () => {
  const previews: (ArtifactRef | undefined)[] = []
  const { video } = await bench.run(mux, {
    inputs: { frames, sound },
    params: { title: 'Night Drive', quality: 'draft' },
    onProgress: (_, __, preview) => previews.push(preview),
  })
  expect(video).toMatchObject({ mime: 'video/mp4', name: 'Night Drive.mp4' })
  expect(video.meta).toMatchObject({
    ...size,
    durationSec: 1,
    frames: 24,
    fps: { num: 24, den: 1 },
    codec: 'h264+aac',
    bpm: 120,
    locators: [{ name: 'Drop' }],
    standIn: 'blender',
    remarks: ['sketch sound', 'drawn by the stand-in', expect.stringContaining('LUFS')],
  })
  expect((await probeFilm(bench.path(video))).video.frames).toBe(24)
  expect(previews).toHaveLength(24)
  expect(previews.filter(Boolean)).toHaveLength(12)
})

test('a film is called a stand-in’s only when its frames or its sound are', async () => {
  const rendered = await sequence({ fps: { num: 24, den: 1 } })
  const sketch = { ...sound, meta: { ...sound.meta, standIn: 'live' as const } }
  const params = { quality: 'draft' as const }
  const own = await bench.run(mux, { params, inputs: { frames: rendered, sound } })
  const sketched = await bench.run(mux, { params, inputs: { frames: rendered, sound: sketch } })
  expect([own.video.meta.standIn, sketched.video.meta.standIn]).toEqual([undefined, 'live'])
})

test('frames without a rate say what to do', async () => {
  const bare = await sequence({})
  await expect(bench.run(mux, { inputs: { frames: bare } })).rejects.toThrow('how many of them')
})

test('the sound comes out of a film again', async () => {
  const { video } = await bench.run(mux, { inputs: { frames, sound } })
  const { audio } = await bench.run(extractAudio, { inputs: { video }, params: { format: 'copy' } })
  expect(audio).toMatchObject({ mime: 'audio/mp4', name: 'master.m4a' })
  expect(audio.meta).toMatchObject({ bpm: 120, sampleRate: 44_100, codec: 'aac' })
  expect(audio.meta.width).toBeUndefined()
})
