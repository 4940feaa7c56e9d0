import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { clickTrack } from '@segue/media/film/testMaterial'
import type { ArtifactRef } from '@segue/protocol'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type TestBench, testBench } from '../testing.ts'
import { encode } from './encode.ts'
import { type FakeFilm, fakeFfmpeg } from './fakeFfmpeg.ts'
import { paintSequence } from './testPictures.ts'

const encoders = ['prores_ks', 'hap']
let bench: TestBench
let frames: ArtifactRef

beforeAll(async () => {
  bench = testBench()
  frames = await paintSequence(bench, { width: 32, height: 18, count: 4 }, (context) => {
    context.clearRect(0, 0, 32, 18)
    context.fillStyle = 'rgb(255 90 54 / 0.5)'
    context.fillRect(0, 0, 32, 18)
  })
})

afterEach(() => vi.unstubAllEnvs())

const failing = (code: string) =>
  expect.objectContaining({ failure: expect.objectContaining({ code }) as unknown })

/** A fake in the place where the settings say that ffmpeg is. */
async function install(name: string, options: Parameters<typeof fakeFfmpeg>[1]) {
  await fakeFfmpeg(bench.file(name), options)
  vi.stubEnv('SEGUE_FFMPEG', bench.file(name))
}

async function filmOf(ref: ArtifactRef | undefined): Promise<FakeFilm> {
  if (ref === undefined) throw new Error('no film')
  return JSON.parse(await readFile(bench.path(ref), 'utf8')) as FakeFilm
}

test('ffmpeg gets raw pictures with their transparency, and what makes a ProRes 4444', async () => {
  await install('ffmpeg-1', { encoders })
  const { video } = await bench.run(encode, { inputs: { frames }, params: { format: 'prores4444' } })
  expect(video).toMatchObject({ mime: 'video/quicktime', name: 'frames.mov' })
  expect(video?.meta).toMatchObject({
    ...{ width: 32, height: 18, frames: 4, fps: { num: 24, den: 1 } },
    ...{ codec: 'prores4444', alpha: 'straight', bitDepth: 10, colourSpace: 'bt709' },
  })
  const { args, bytes, first } = await filmOf(video)
  expect(bytes).toBe(32 * 18 * 4 * 4)
  expect(first).toEqual([255, 90, 54, 128])
  const text = args.join(' ')
  expect(text).toContain('-f rawvideo -pix_fmt rgba -video_size 32x18 -framerate 24/1 -i pipe:0')
  expect(text).toContain('-c:v prores_ks -profile:v 4 -vendor apl0 -pix_fmt yuva444p10le')
  expect(text).toContain('-colorspace bt709')
  expect(text).not.toContain('-c:a')
})

test('HAP gets pictures that divide by four, filled, and sound as long as they are', async () => {
  await install('ffmpeg-2', { encoders })
  const path = bench.file('long.wav')
  await clickTrack(path, { sampleRate: 44_100, durationSec: 2, clicksSec: [0] })
  const sound = await bench.save(path, { mime: 'audio/wav', name: 'long.wav' })
  const { video } = await bench.run(encode, {
    inputs: { frames, sound },
    params: { format: 'hap', alpha: 'fill', background: '#000000' },
  })
  expect(video?.meta).toMatchObject({
    ...{ height: 20, alpha: 'none', colourSpace: 'srgb', codec: 'hap+pcm-s24', sampleRate: 44_100 },
    remarks: ['Made 32 × 20: HAP needs sizes that divide by 4.'],
  })
  const { args, bytes, soundSec } = await filmOf(video)
  expect(bytes).toBe(32 * 20 * 4 * 4)
  expect(args).toEqual(expect.arrayContaining(['-c:v', 'hap', '-c:a', 'pcm_s24le', '-framerate', '24/1']))
  expect(args).not.toContain('-colorspace')
  expect(soundSec).toBeCloseTo(4 / 24, 4)
})

test('without ffmpeg the step says what to install', async () => {
  vi.stubEnv('SEGUE_FFMPEG', 'off')
  const run = bench.run(encode, { inputs: { frames }, params: { format: 'hapAlpha' } })
  await expect(run).rejects.toThrow('HAP Alpha needs the program ffmpeg, and there is none on this machine.')
  vi.stubEnv('SEGUE_FFMPEG', bench.file('nowhere'))
  const wrong = bench.run(encode, { inputs: { frames }, params: { format: 'hapAlpha' } })
  await expect(wrong).rejects.toThrow('There is no program')
  vi.stubEnv('SEGUE_FFMPEG', '')
  vi.stubEnv('PATH', '')
  const bare = bench.run(encode, { inputs: { frames }, params: { format: 'hapAlpha' } })
  await expect(bare).rejects.toEqual(failing('ffmpeg.missing'))
})

test('an ffmpeg on the path is found', async () => {
  await fakeFfmpeg(bench.file('ffmpeg'), { encoders })
  vi.stubEnv('SEGUE_FFMPEG', '')
  vi.stubEnv('PATH', bench.file(''))
  const { video } = await bench.run(encode, { inputs: { frames }, params: { format: 'hapAlpha' } })
  expect((await filmOf(video)).args).toContain('hap_alpha')
})

test('an encoder that this ffmpeg lacks is named', async () => {
  await install('ffmpeg-3', { encoders })
  const run = bench.run(encode, { inputs: { frames }, params: { format: 'dxv', alpha: 'fill' } })
  await expect(run).rejects.toThrow('cannot write DXV: it lacks the encoder “dxv”')
})

test('what ffmpeg says when it fails is passed on, and nothing is left', async () => {
  await install('ffmpeg-4', { encoders, mood: 'fails' })
  const run = bench.run(encode, { inputs: { frames }, params: { format: 'hapAlpha' } })
  await expect(run).rejects.toEqual(failing('ffmpeg.failed'))
  await expect(run).rejects.toThrow('Conversion failed!')
})

test('pictures that fail end ffmpeg with their own failure', async () => {
  await install('ffmpeg-5', { encoders })
  const run = bench.run(encode, { inputs: { frames }, params: { format: 'prores422hq' } })
  await expect(run).rejects.toEqual(failing('encode.alpha_lost'))
})

test('cancelling ends the program', async () => {
  await install('ffmpeg-6', { encoders, mood: 'waits' })
  const stop = new AbortController()
  const run = bench.run(encode, { inputs: { frames }, params: { format: 'hapAlpha' }, signal: stop.signal })
  await vi.waitUntil(() => existsSync(bench.file('ffmpeg-6.pid')), { timeout: 10_000 })
  stop.abort()
  await expect(run).rejects.toThrow('abort')
  const pid = Number(await readFile(bench.file('ffmpeg-6.pid'), 'utf8'))
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
