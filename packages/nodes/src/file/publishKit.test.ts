import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { encodeFilm } from '@segue/media/film/film'
import { clickTrack, paintFrames, plainFilm } from '@segue/media/film/testMaterial'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { publishKit } from './publishKit.ts'

const bench = testBench()

async function film(name: string, width: number, height: number, sound: boolean) {
  const paths = await paintFrames(bench.file(''), { count: 24, width, height }, () => {})
  const wav = bench.file('clicks.wav')
  await clickTrack(wav, { sampleRate: 48_000, durationSec: 1, clicksSec: [0, 0.5] })
  const out = bench.file(name)
  await encodeFilm(
    plainFilm(paths, { width, height, out, sound: sound ? { path: wav, name: 'clicks.wav' } : null }),
  )
  const meta = {
    durationSec: 1,
    width,
    height,
    fps: { num: 24, den: 1 },
    codec: 'h264',
    standIn: 'blender' as const,
  }
  return bench.save(out, { mime: 'video/mp4', name, meta })
}

test('films, pictures and words lie in one folder, with what was measured', async () => {
  const wide = await film('master.mp4', 64, 36, true)
  const tall = await film('tall.mp4', 36, 64, false)
  const poster = await bench.save(Buffer.from('jpg'), { mime: 'image/jpeg', name: 'still.jpg' })
  const captions = await bench.save(Buffer.from('1'), { mime: 'text/plain', name: 'words.srt' })
  const found = [{ what: 'black', wrong: true, text: 'Black: 0.25 s–0.50 s.' }]
  const { folder, fine, text, manifest } = await bench.run(publishKit, {
    inputs: {
      film: wide,
      films: [tall],
      poster,
      captions,
      chapters: '00:00 Intro',
      check: { fine: false, found },
    },
    params: { title: 'Night Drive', caption: 'Out now.' },
  })
  expect(basename(folder)).toBe('Night Drive kit')
  expect(readdirSync(folder).sort()).toEqual([
    'Night Drive 36x64.mp4',
    'Night Drive caption.txt',
    'Night Drive chapters.txt',
    'Night Drive checks.txt',
    'Night Drive poster.jpg',
    'Night Drive.mp4',
    'Night Drive.srt',
    'kit.json',
  ])
  expect(readFileSync(join(folder, 'Night Drive caption.txt'), 'utf8')).toBe('Out now.\n\n00:00 Intro\n')
  expect(fine).toBe(false)
  expect(text).toMatch(/Night Drive\.mp4: 1\.00 s, 64 × 36, h264, .* LUFS, true peak −\d/)
  expect(text).toContain('Night Drive 36x64.mp4: 1.00 s, 36 × 64, h264, 0.0 MB, no sound')
  expect(text).toContain('! Made by the stand-in for blender.')
  expect(text).toContain('– Spotify Canvas: at least 3 s')
  expect(text).toContain('! YouTube makes no chapters of these: Three chapters are the fewest.')
  expect(text).toContain('! Black: 0.25 s–0.50 s.')
  expect(manifest).toMatchObject({ kind: 'publish kit', films: [{ sha256: wide.artifactId }, {}] })
})

test('two films of one size are refused by name', async () => {
  const wide = await film('master.mp4', 64, 36, false)
  const run = bench.run(publishKit, { inputs: { film: wide, films: [wide, wide] } })
  await expect(run).rejects.toMatchObject({ failure: { code: 'kit.same_name' } })
})
