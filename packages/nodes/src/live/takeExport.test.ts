import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { failureOf, mimeTypes } from '@segue/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { testBench } from '../testing.ts'
import { exportSound } from './export.ts'

/** Eight bars of four beats at 120 BPM: a bar lasts two seconds. */
const song: DraftSet = {
  version: 12,
  bpm: 120,
  locators: [{ beat: 16, name: 'Drop' }],
  tracks: [
    {
      kind: 'midi',
      name: 'Lead',
      clips: [{ start: 0, end: 32, notes: [{ key: 60, beat: 0, beats: 1, velocity: 100 }] }],
    },
  ],
}

const bench = testBench()
let folder = ''
let run: () => ReturnType<typeof bench.run>
const failure = () => run().then(() => null, failureOf)

/** A tone of so many seconds in the folder, as Live writes it. */
async function exported(name: string, seconds: number) {
  const tone = Float32Array.from({ length: seconds * 44_100 }, (_, i) => Math.sin(i / 20) / 2)
  await writeWav(join(folder, name), [tone, tone], { sampleRate: 44_100, bits: 24 })
}

beforeEach(async () => {
  const path = bench.file(`${crypto.randomUUID()}/Song.als`)
  await mkdir(dirname(path))
  await writeFile(path, draftSetFile(song))
  const set = await bench.save(path, { mime: mimeTypes.liveSet, name: 'Song.als' })
  bench.origins.set(set.artifactId, path)
  folder = join(dirname(path), 'Exports of Song')
  const marks = new Map<string, z.core.util.JSONType>()
  const params = { how: 'export', from: 'locator:Drop', to: '7 bars' } as const
  run = () => bench.run(exportSound, { params, inputs: { set }, marks })
})

describe('live.export of a person’s own', () => {
  it('says what to export and into which folder, then takes the file', async () => {
    const asked = await failure()
    expect(asked).toMatchObject({
      code: 'export.waiting',
      kind: 'environment',
      message: 'Waits for your export of “Song” from Live.',
      context: { againMs: 5000 },
    })
    expect(asked?.hint).toContain('Render Start 5.1.1, Render Length 3.0.0')
    expect(asked?.hint).toContain(folder)
    await exported('Song.wav', 6)
    const { audio } = (await run()) as { audio: Awaited<ReturnType<typeof bench.save>> }
    expect(audio).toMatchObject({ name: 'Song.wav', meta: { bpm: 120, offsetSec: 8, durationSec: 6 } })
    expect(audio.meta.standIn).toBeUndefined()
    expect((await readSound(bench.path(audio))).facts.durationSec).toBeCloseTo(6, 4)
  })

  it('leaves alone what lay there before it asked', async () => {
    await mkdir(folder)
    await exported('Old.wav', 6)
    await utimes(join(folder, 'Old.wav'), new Date(), new Date(Date.now() - 60_000))
    expect(await failure()).toMatchObject({ code: 'export.waiting' })
  })

  it('waits on when the export is too short, and takes the newer one', async () => {
    await failure()
    await exported('First.wav', 2)
    expect(await failure()).toMatchObject({
      code: 'export.waiting',
      message: '“First.wav” lasts 0:02, and 0:06 are needed.',
    })
    await exported('Second.wav', 6)
    await utimes(join(folder, 'First.wav'), new Date(), new Date(Date.now() - 1000))
    expect(await failure()).toBeNull()
  })

  it('cuts the range out of an export of the whole set', async () => {
    await failure()
    await exported('All.wav', 16)
    const { audio } = (await run()) as { audio: Awaited<ReturnType<typeof bench.save>> }
    expect(audio.meta.durationSec).toBeCloseTo(6, 2)
  })
})
