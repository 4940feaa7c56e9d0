import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSet } from '@segue/media/als/read'
import { openSound, readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { failureOf, mimeTypes } from '@segue/protocol'
import { describe, expect, it } from 'vitest'
import type { BridgeUse } from '../bridgeUse.ts'
import { testBench } from '../testing.ts'
import { exportSound } from './export.ts'

const media = join(import.meta.dirname, '../../../../examples/media')
const demo = { audio: join(media, 'demo-master.flac'), set: join(media, 'demo-set.als') }

const bench = testBench()

const master = () => bench.save(demo.audio, { mime: 'audio/flac' })
const set = () => bench.save(demo.set, { mime: mimeTypes.liveSet })
const codeOf = (running: Promise<unknown>) =>
  running.then(
    () => 'none',
    (error: unknown) => failureOf(error).code,
  )

describe('live.export with a master', () => {
  it('passes the very same file on when nothing is cut', async () => {
    const audio = await master()
    const out = await bench.run(exportSound, { inputs: { audio } })
    expect(out.audio.artifactId).toBe(audio.artifactId)
    expect(out.audio.meta.durationSec).toBeGreaterThan(20)
  })

  it('adds the musical time of the set and says where the sound starts in it', async () => {
    const audio = await master()
    const out = await bench.run(exportSound, { inputs: { audio, set: await set() } })
    const { bpm, meter, locators } = await readSet(demo.set)
    expect(out.audio.artifactId).toBe(audio.artifactId)
    expect(out.audio.meta).toMatchObject({ bpm, meter, locators, offsetSec: 0 })
    expect(out.audio.meta.remarks).toEqual(['The sound starts with the set, found by its onsets.'])
    expect(out.audio.meta.standIn).toBeUndefined()
  })

  it('cuts on bar lines and keeps the place in the set', async () => {
    const { bpm } = await readSet(demo.set)
    const bar = (4 * 60) / bpm
    const params = { from: '2 bars', to: `${(5 * bar + 0.3).toFixed(2)}s` }
    const { audio } = await bench.run(exportSound, {
      params,
      inputs: { audio: await master(), set: await set() },
    })
    expect(audio.meta.durationSec).toBeCloseTo(3 * bar, 3)
    expect(audio.meta.offsetSec).toBeCloseTo(2 * bar, 3)
    const { facts, planes } = await readSound(bench.path(audio))
    expect(facts.durationSec).toBeCloseTo(3 * bar, 3)
    expect(planes[0]?.[0]).toBe(0)
    expect(Math.abs(planes[0]?.at(-1) ?? 1)).toBeLessThan(0.001)
  })

  it('starts at a locator', async () => {
    const { locators } = await readSet(demo.set)
    const second = locators[1]
    const params = { from: `locator:${second?.name}` }
    const { audio } = await bench.run(exportSound, {
      params,
      inputs: { audio: await master(), set: await set() },
    })
    expect(audio.meta.offsetSec).toBeCloseTo(second?.sec ?? -1, 2)
  })

  it('is exactly as long as asked, or as long as the sound', async () => {
    const inputs = { audio: await master() }
    const five = await bench.run(exportSound, { params: { seconds: 5 }, inputs })
    expect(five.audio.meta.durationSec).toBeCloseTo(5, 4)
    expect((await openSound(bench.path(five.audio))).facts.channels).toBe(2)
    const long = await bench.run(exportSound, { params: { seconds: 1000 }, inputs })
    expect(long.audio.artifactId).toBe(inputs.audio.artifactId)
  })

  it('reads bars by the tempo it hears when there is no set', async () => {
    const { audio } = await bench.run(exportSound, {
      params: { to: '4 bars' },
      inputs: { audio: await master() },
    })
    expect(audio.meta.durationSec).toBeCloseTo((4 * 240) / (await readSet(demo.set)).bpm, 1)
  })

  it('fails by name on a master that is cut short', async () => {
    const bytes = await readFile(demo.audio)
    await writeFile(bench.file('half.flac'), bytes.subarray(0, bytes.length / 2))
    const audio = await bench.save(bench.file('half.flac'), { mime: 'audio/flac' })
    const failure = failureOf(
      await bench.run(exportSound, { inputs: { audio } }).catch((error: unknown) => error),
    )
    expect(['audio.damaged', 'audio.truncated']).toContain(failure.code)
    expect(failure.message).toContain('half.flac')
  })

  it('fails when the range lies behind the end', async () => {
    const inputs = { audio: await master(), set: await set() }
    expect(await codeOf(bench.run(exportSound, { params: { from: '9:00' }, inputs }))).toBe('range.empty')
  })

  it('fails when neither master nor set is there', async () => {
    expect(await codeOf(bench.run(exportSound))).toBe('export.nothing')
  })
})

describe('live.export with only a set', () => {
  /** A Live that renders a tone and notes what it was asked. */
  function fakeLive(asked: Record<string, unknown>[]): BridgeUse {
    return {
      provider: 'standin:live@1',
      standIn: true,
      async call(command, args) {
        const { out, fromSec, toSec } = command.args.parse(args) as {
          out: string
          fromSec: number
          toSec: number | null
        }
        asked.push({ fromSec, toSec })
        const tone = Float32Array.from(
          { length: ((toSec ?? 20) - fromSec) * 48_000 },
          (_, i) => Math.sin(i / 20) / 2,
        )
        await writeWav(out, [tone, tone], { sampleRate: 48_000, bits: 24 })
        const meta = { durationSec: tone.length / 48_000, remarks: ['sketch sound: 1 plug-in silent'] }
        const tracks = [
          { track: 'Drums', heard: 'sampled', note: '4 samples' },
          { track: 'Pad', heard: 'sketched', note: '' },
        ]
        return command.result.parse({ path: out, meta, tracks }) as never // as the command's schema says
      },
    }
  }

  it('renders the range and says that it is a sketch', async () => {
    const asked: Record<string, unknown>[] = []
    const { bpm } = await readSet(demo.set)
    const bar = 240 / bpm
    const { audio } = await bench.run(exportSound, {
      params: { from: '1 bar', to: '3 bars' },
      inputs: { set: await set() },
      bridges: { live: fakeLive(asked) },
    })
    expect(asked[0]?.fromSec).toBeCloseTo(bar, 4)
    expect(asked[0]?.toSec).toBeCloseTo(3 * bar, 4)
    expect(audio.meta).toMatchObject({ standIn: 'live', bpm, remarks: ['sketch sound: 1 plug-in silent'] })
    expect(audio.meta.offsetSec).toBeCloseTo(bar, 4)
    expect(audio.meta.codec).toBe((await openSound(bench.path(audio))).facts.codec)
    expect(bench.log).toEqual(expect.arrayContaining(['Drums: sampled. 4 samples', 'Pad: sketched']))
    const { planes } = await readSound(bench.path(audio))
    expect(planes[0]?.[0]).toBe(0)
    expect(Math.abs(planes[0]?.at(-1) ?? 1)).toBeLessThan(0.001)
  })

  it('cannot record without Live', async () => {
    const inputs = { set: await set() }
    const bridges = { live: fakeLive([]) }
    const failure = await bench
      .run(exportSound, { params: { how: 'record' }, inputs, bridges })
      .catch(failureOf)
    expect(failure).toMatchObject({ code: 'export.needs_live', kind: 'input' })
  })
})
