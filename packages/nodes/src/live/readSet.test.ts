import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { failureOf, mimeTypes } from '@segue/protocol'
import { describe, expect, it } from 'vitest'
import { testBench } from '../testing.ts'
import { readSet } from './readSet.ts'

const demo = join(import.meta.dirname, '../../../../examples/media/demo-set.als')

const bench = testBench()

async function read(draft: DraftSet) {
  const path = bench.file('My Song.als')
  await writeFile(path, draftSetFile(draft))
  const set = await bench.save(path, { mime: mimeTypes.liveSet })
  return bench.run(readSet, { inputs: { set } })
}

describe('live.readSet', () => {
  it('gives tempo, chapters, locators and notes of the demo set', async () => {
    const set = await bench.save(demo, { mime: mimeTypes.liveSet })
    const out = await bench.run(readSet, { inputs: { set } })
    expect(out.tempo).toBe(124)
    expect(out.chapters).toBe('00:00 Intro\n00:03 Build\n00:07 Drop\n00:15 Break\n00:17 Outro')
    expect(out.locators).toContainEqual({ name: 'Drop', beat: 16, sec: 7.741935 })
    expect(out.notes).toMatchObject({ mime: 'audio/midi', name: 'demo-set.mid', meta: { bpm: 124 } })
    expect(out.notes.bytes).toBeGreaterThan(2000)
    expect(out.summary).toMatchObject({ liveVersion: '12.2.6', trackCount: 8, media: { missing: 0 } })
  })

  it('tells which files are missing and goes on', async () => {
    const clips = [{ start: 0, end: 4, file: { name: 'vocals.wav' } }]
    const out = await read({ version: 11, bpm: 90, tracks: [{ kind: 'audio', name: 'Vox', clips }] })
    expect(out.summary).toMatchObject({
      media: { count: 1, missing: 1, files: [{ name: 'vocals.wav', found: false }] },
    })
    expect(bench.log).toContain('1 of 1 sound files are not on this machine.')
  })

  it('keeps its values small and free of paths for a huge set', async () => {
    const file = (i: number) => ({
      name: `${'long name '.repeat(12)}${i}.wav`,
      path: `/secret/place/${i}.wav`,
    })
    const tracks = Array.from({ length: 400 }, (_, i) => ({
      kind: 'audio' as const,
      name: `${'Track name '.repeat(20)}${i}`,
      clips: [{ start: 0, end: 4, file: file(i) }],
    }))
    const locators = Array.from({ length: 2000 }, (_, i) => ({ beat: i, name: 'Locator '.repeat(30) }))
    const out = await read({ version: 12, bpm: 120, tracks, locators })
    for (const value of [out.summary, out.locators, out.chapters]) {
      const text = JSON.stringify(value)
      expect(text.length).toBeLessThan(64 * 1024)
      expect(text).not.toContain('/secret')
    }
    expect(out.summary).toMatchObject({ trackCount: 400, media: { count: 400 } })
  })

  it('names a damaged file as the person knows it', async () => {
    const path = bench.file('Broken.als')
    await writeFile(path, 'JUNK')
    const set = await bench.save(path, { mime: mimeTypes.liveSet })
    const failure = await bench.run(readSet, { inputs: { set } }).then(() => null, failureOf)
    expect(failure).toMatchObject({ code: 'set.damaged', kind: 'input' })
    expect(failure?.message).toContain('Broken.als')
  })
})
