import { readChannels } from '@segue/media/channels/file'
import { writeWav } from '@segue/media/sound/wavWriter'
import { failureOf, mimeTypes } from '@segue/protocol'
import { describe, expect, it } from 'vitest'
import { analyze } from '../audio/analyze.ts'
import type { BridgeUse } from '../bridgeUse.ts'
import { audio as audioFile } from '../file/audio.ts'
import { probe } from '../media/probe.ts'
import { audioIn } from '../td/audioIn.ts'
import { testBench } from '../testing.ts'
import { delay } from './delay.ts'
import { remap } from './remap.ts'
import { smooth } from './smooth.ts'

/** Two seconds with a click every half second, named as if it were an MP3. */
async function sound() {
  const plane = new Float32Array(96_000)
  for (let i = 0; i < 4; i++) plane.fill(0.8, 6000 + i * 24_000, 6300 + i * 24_000)
  await writeWav(bench.file('clicks.mp3'), [plane], { sampleRate: 48_000, bits: 24 })
  return bench.save(bench.file('clicks.mp3'), { mime: 'audio/mpeg', meta: { bpm: 120, offsetSec: 4 } })
}
const bench = testBench()

const codeOf = (running: Promise<unknown>) =>
  running.then(
    () => 'none',
    (error: unknown) => failureOf(error).code,
  )
async function curvesOfClicks() {
  const audio = await sound()
  return (await bench.run(analyze, { params: { fps: '25' }, inputs: { audio } })).channels
}

describe('file.audio', () => {
  it('goes by the content, corrects the type and warns about the name', async () => {
    const { audio } = await bench.run(audioFile, { params: { file: await sound() } })
    expect(audio.mime).toBe('audio/wav')
    expect(audio.meta).toMatchObject({ durationSec: 2, sampleRate: 48_000, channels: 1, codec: 'pcm-s24' })
    expect(bench.log).toContain('“clicks.mp3” is named .mp3 but holds WAV.')
  })

  it('fails when no file is chosen', async () => {
    expect(await codeOf(bench.run(audioFile, { inputs: {} }))).toBe('file.none')
  })
})

describe('audio.analyze', () => {
  it('gives one value per film frame and passes the time of the sound on', async () => {
    const channels = await curvesOfClicks()
    expect(channels.meta).toMatchObject({
      bpm: 120,
      offsetSec: 4,
      frames: 50,
      fps: { num: 25, den: 1 },
      durationSec: 2,
    })
    const { samples, planes } = await readChannels(bench.path(channels))
    expect(samples).toBe(50)
    expect(planes.get('onsetIndex')?.at(-1)).toBe(4)
    expect(planes.get('rms')?.[3]).toBeGreaterThan(0.6)
  })
})

describe('td.audioIn', () => {
  it('asks the application, keeps the time of the sound and says who analysed it', async () => {
    const source = await curvesOfClicks()
    const asked: unknown[] = []
    const td: BridgeUse = {
      provider: 'standin:td@1',
      standIn: true,
      async call(command, args) {
        asked.push(args)
        const answer = { path: bench.path(source), channels: ['low'], bpm: 99, meta: {} }
        return command.result.parse(answer) as never // as the command's schema says
      },
    }
    const audio = await sound()
    const { channels } = await bench.run(audioIn, {
      params: { fps: 30 },
      inputs: { audio: { ...audio, meta: { ...audio.meta, durationSec: 2 } } },
      bridges: { td },
    })
    expect(asked).toMatchObject([{ fps: { num: 30, den: 1 }, time: { bpm: 120, offsetSec: 4 } }])
    expect(channels.mime).toBe(mimeTypes.channels)
    expect(channels.meta).toMatchObject({
      bpm: 120,
      offsetSec: 4,
      durationSec: 2,
      channelNames: ['low'],
    })
    expect(channels.meta.standIn).toBeUndefined()
    expect(channels.meta.remarks).toEqual(['Curves analysed by Segue, not by TouchDesigner.'])
  })
})

describe('curves', () => {
  it('are remapped by name only', async () => {
    const channels = await curvesOfClicks()
    const out = await bench.run(remap, {
      params: { curves: 'low, rms', toLow: 2, toHigh: 3 },
      inputs: { channels },
    })
    const { planes } = await readChannels(bench.path(out.channels))
    expect(Math.min(...(planes.get('low') ?? []))).toBe(2)
    expect(Math.min(...(planes.get('mid') ?? []))).toBe(0)
    expect(out.channels.meta).toEqual(channels.meta)
  })

  it('are delayed by beats of their tempo', async () => {
    const channels = await curvesOfClicks()
    const { planes: before } = await readChannels(bench.path(channels))
    const out = await bench.run(delay, { params: { amount: 1, unit: 'beats' }, inputs: { channels } })
    const { planes: after } = await readChannels(bench.path(out.channels))
    // One beat at 120 BPM is 12.5 frames: between two samples.
    const between = ((before.get('kick')?.[3] ?? 0) + (before.get('kick')?.[4] ?? 0)) / 2
    expect(after.get('kick')?.[16]).toBeCloseTo(between, 3)
  })

  it('are smoothed without losing their peaks', async () => {
    const channels = await curvesOfClicks()
    const out = await bench.run(smooth, { params: { attack: 0.1 }, inputs: { channels } })
    const [before, after] = [
      await readChannels(bench.path(channels)),
      await readChannels(bench.path(out.channels)),
    ]
    expect(after.planes.get('rms')?.[3]).toBeCloseTo(before.planes.get('rms')?.[3] ?? -1, 3)
    expect(after.planes.get('rms')?.[1]).toBeGreaterThan(before.planes.get('rms')?.[1] ?? 1)
  })

  it('fail by name when a curve does not exist', async () => {
    const channels = await curvesOfClicks()
    expect(await codeOf(bench.run(remap, { params: { curves: 'bass' }, inputs: { channels } }))).toBe(
      'channels.unknown',
    )
  })
})

describe('media.probe', () => {
  it('tells sound, curves and other files apart', async () => {
    const kindOf = async (file: Awaited<ReturnType<typeof sound>>) =>
      (await bench.run(probe, { inputs: { file } })).facts
    expect(await kindOf(await sound())).toMatchObject({ kind: 'sound', durationSec: 2, sampleRate: 48_000 })
    expect(await kindOf(await curvesOfClicks())).toMatchObject({ kind: 'curves', frames: 50 })
    const text = await bench.save(import.meta.filename, { mime: 'text/plain' })
    expect(await kindOf(text)).toMatchObject({ kind: 'other' })
  })
})
