import { readFile } from 'node:fs/promises'
import { picturesOfFilm, retimed } from '@segue/media/encode/pictures'
import { opacityOf, pixelAt } from '@segue/media/encode/pixel'
import { deltaE2000 } from '@segue/media/film/deltaE'
import { readFrame } from '@segue/media/film/frame'
import { probeFilm } from '@segue/media/film/probe'
import { clickTrack } from '@segue/media/film/testMaterial'
import { openSound } from '@segue/media/sound/open'
import { type ArtifactRef, SequenceManifest } from '@segue/protocol'
import { beforeAll, expect, test, vi } from 'vitest'
import { type TestBench, testBench } from '../testing.ts'
import { encode } from './encode.ts'
import { paintSequence } from './testPictures.ts'

const size = { width: 64, height: 48 }
const coral = [255, 90, 54] as const
let bench: TestBench
let frames: ArtifactRef
let sound: ArtifactRef

beforeAll(async () => {
  bench = testBench()
  // the left half never changes, the right one says which frame it is
  frames = await paintSequence(bench, { ...size, count: 12 }, (context, index) => {
    context.fillStyle = `rgb(${coral.join(' ')})`
    context.fillRect(0, 0, 32, 48)
    context.fillStyle = `rgb(${index * 20} 0 0)`
    context.fillRect(32, 0, 32, 48)
  })
  const path = bench.file('clicks.wav')
  await clickTrack(path, { sampleRate: 48_000, durationSec: 1, clicksSec: [0, 0.25] })
  sound = await bench.save(path, { mime: 'audio/wav', name: 'master.wav', meta: { bpm: 120 } })
})

const failing = (code: string) =>
  expect.objectContaining({ failure: expect.objectContaining({ code }) as unknown })

async function made(ref: ArtifactRef | undefined): Promise<ArtifactRef> {
  if (ref === undefined) throw new Error('nothing was made')
  return ref
}

/** The pictures of a stored sequence. */
async function pictures(ref: ArtifactRef | undefined) {
  const { frames: list } = SequenceManifest.parse(
    JSON.parse(await readFile(bench.path(await made(ref)), 'utf8')),
  )
  return Promise.all(list.map((frame) => readFrame(bench.path(frame), 'frame')))
}

/** How opaque the left and the right half of a stored sequence's first picture are. */
async function opacityAt(ref: ArtifactRef | undefined) {
  const [picture] = await pictures(ref)
  if (picture === undefined) throw new Error('no picture')
  return [4, 12].map((x) => opacityOf(picture, x, 8))
}

test.each([
  { format: 'h264', codec: 'avc', ending: 'mp4', mime: 'video/mp4', audio: 'aac' },
  { format: 'hevc', codec: 'hevc', ending: 'mp4', mime: 'video/mp4', audio: 'aac' },
  { format: 'vp9', codec: 'vp9', ending: 'webm', mime: 'video/webm', audio: 'opus' },
  { format: 'av1', codec: 'av1', ending: 'mp4', mime: 'video/mp4', audio: 'aac' },
] as const)('frames become $format with their colours, rate and sound', async ({ format, ...wanted }) => {
  const { video } = await bench.run(encode, { inputs: { frames, sound }, params: { format } })
  const film = await made(video)
  expect(film).toMatchObject({ mime: wanted.mime, name: `master.${wanted.ending}` })
  expect(film.meta).toMatchObject({
    ...{ ...size, frames: 12, durationSec: 0.5, bpm: 120, alpha: 'none', bitDepth: 8 },
    codec: `${format}+${wanted.audio}`,
  })
  const facts = await probeFilm(bench.path(film))
  expect(facts.video).toMatchObject({ ...size, codec: wanted.codec, fps: { num: 24, den: 1 }, frames: 12 })
  expect(facts.video.colour).toMatchObject({ matrix: 'bt709', fullRange: false })
  expect(facts.sound?.codec).toBe(wanted.audio)
  const decoded = retimed(picturesOfFilm(bench.path(film), film.name), { num: 24, den: 1 }, 12)
  let count = 0
  for await (const picture of decoded) {
    expect(deltaE2000(pixelAt(picture, 12, 24), coral)).toBeLessThan(3)
    count++
  }
  expect(count).toBe(12)
  const heard = await openSound(bench.path(film))
  const samples: number[] = []
  for await (const [left] of heard.blocks()) samples.push(...(left ?? []))
  const second = samples.findIndex((sample, i) => i > 4800 && Math.abs(sample) > 0.3)
  expect(Math.abs(second / heard.facts.sampleRate - 0.25)).toBeLessThan(0.001)
})

test('a film becomes another film and keeps its sound', async () => {
  const first = await bench.run(encode, { inputs: { frames, sound }, params: { quality: 'draft' } })
  const film = await made(first.video)
  const { video } = await bench.run(encode, {
    inputs: { film },
    params: { format: 'hevc', container: 'mov', width: 32, bitrate: 2 },
  })
  const facts = await probeFilm(bench.path(await made(video)))
  expect(video).toMatchObject({ name: 'master.mov', mime: 'video/quicktime' })
  expect(facts.mime).toContain('video/quicktime')
  expect(facts.video).toMatchObject({ width: 32, height: 24, codec: 'hevc', frames: 12 })
  expect(facts.sound).toMatchObject({ codec: 'aac', sampleRate: 48_000 })
})

test.each([
  { fps: 12, shown: [0, 40, 80, 120, 160, 200] },
  { fps: 48, shown: [0, 0, 20, 20, 40, 40, 60, 60, 80, 80] },
])('at $fps frames a second the length stays', async ({ fps, shown }) => {
  const { frames: list } = await bench.run(encode, { inputs: { frames }, params: { format: 'png', fps } })
  const reds = (await pictures(list)).map((picture) => pixelAt(picture, 48, 24)[0])
  expect(reds).toHaveLength(fps / 2)
  expect(reds.slice(0, shown.length)).toEqual(shown)
  expect(list?.meta).toMatchObject({ durationSec: 0.5, frames: fps / 2, fps: { num: fps, den: 1 } })
})

test.each([
  { fit: 'contain', corner: [16, 32, 48], left: coral },
  { fit: 'cover', corner: coral, left: coral },
  { fit: 'stretch', corner: coral, left: coral },
] as const)('$fit puts a wide picture into a tall frame', async ({ fit, corner, left }) => {
  const params = { format: 'png', fit, width: 48, height: 96, background: '#102030', alpha: 'fill' } as const
  const { frames: list } = await bench.run(encode, { inputs: { frames }, params })
  const [picture] = await pictures(list)
  if (picture === undefined) throw new Error('no picture')
  expect([picture.width, picture.height]).toEqual([48, 96])
  expect(pixelAt(picture, 2, 2)).toEqual(corner)
  expect(pixelAt(picture, 12, 48)).toEqual(left)
  // cover is cut in the middle, so that its halves stay equal
  expect(pixelAt(picture, 30, 48)[0]).toBe(0)
})

test('sizes that a codec cannot take are rounded up, and the film says so', async () => {
  const { video } = await bench.run(encode, { inputs: { frames }, params: { width: 33, height: 31 } })
  expect(video?.meta).toMatchObject({
    ...{ width: 34, height: 32 },
    remarks: ['Made 34 × 32: H.264 needs sizes that divide by 2.'],
  })
})

test('transparency stays where it can, and is never lost without a word', async () => {
  const glass = await paintSequence(bench, { width: 16, height: 16, count: 2 }, (context) => {
    context.clearRect(0, 0, 16, 16)
    context.fillStyle = '#fff'
    context.fillRect(0, 0, 8, 16)
  })
  const inputs = { frames: glass }
  await expect(bench.run(encode, { inputs })).rejects.toEqual(failing('encode.alpha_lost'))
  const kept = await bench.run(encode, { inputs, params: { format: 'png' } })
  expect(kept.frames?.meta.alpha).toBe('straight')
  expect(await opacityAt(kept.frames)).toEqual([255, 0])
  const filled = await bench.run(encode, {
    inputs,
    params: { format: 'png', alpha: 'fill', background: '#00ff00' },
  })
  expect(filled.frames?.meta.alpha).toBe('none')
  expect(await opacityAt(filled.frames)).toEqual([255, 255])
})

test('frames become EXR in linear light, and EXR becomes a film again', async () => {
  const { frames: exr } = await bench.run(encode, { inputs: { frames }, params: { format: 'exr' } })
  expect(exr?.meta).toMatchObject({ bitDepth: 16, colourSpace: 'linear', alpha: 'premultiplied' })
  expect(exr?.meta.remarks).toEqual(['The pictures hold 8 bits per colour; EXR pictures has room for 16.'])
  const [picture] = await pictures(exr)
  if (picture === undefined) throw new Error('no picture')
  expect(pixelAt(picture, 12, 24)).toEqual(coral)
  const { video } = await bench.run(encode, { inputs: { frames: exr }, params: { alpha: 'fill' } })
  expect(video?.meta).toMatchObject({ frames: 12, codec: 'h264', colourSpace: 'bt709', bitDepth: 8 })
})

test('a container that does not take the codec is refused by name', async () => {
  const run = (params: object) => bench.run(encode, { inputs: { frames }, params })
  await expect(run({ format: 'h264', container: 'webm' })).rejects.toThrow('H.264 does not go into WebM.')
  await expect(run({ format: 'png', container: 'mp4' })).rejects.toEqual(failing('encode.container'))
})

test('a codec that this machine cannot write is refused by name', async () => {
  vi.stubGlobal(
    'VideoEncoder',
    class {
      configure() {
        throw new Error('no such encoder')
      }
    },
  )
  const run = bench.run(encode, { inputs: { frames }, params: { format: 'av1' } })
  await expect(run).rejects.toThrow('AV1 cannot be written here: no such encoder')
  vi.unstubAllGlobals()
})

test('one source is needed, and one only', async () => {
  const film = await made((await bench.run(encode, { inputs: { frames } })).video)
  await expect(bench.run(encode)).rejects.toEqual(failing('source.none'))
  await expect(bench.run(encode, { inputs: { film, frames } })).rejects.toEqual(failing('source.both'))
})

test('cancelling stops within a frame', async () => {
  const stop = new AbortController()
  let last = 0
  const run = bench.run(encode, {
    inputs: { frames },
    signal: stop.signal,
    onProgress: (fraction) => {
      last = Math.round((fraction ?? 0) * 12)
      if (last === 3) stop.abort()
    },
  })
  await expect(run).rejects.toThrow('abort')
  expect(last).toBe(3)
})
