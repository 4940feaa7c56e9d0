import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWav } from './wavWriter.ts'

const minutes = 20
const rate = 48_000
let folder = ''
let path = ''

/** Twenty minutes of stereo at 24 bits, 330 MB: a beat under a slow tone. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-memory-'))
  path = join(folder, 'long.wav')
  const second = Float32Array.from({ length: rate }, (_, i) => {
    const beat = (i % (rate / 2)) / rate
    return 0.6 * Math.exp(-beat * 20) * Math.sin(2 * Math.PI * 55 * beat) + 0.1 * Math.sin(i / 40)
  })
  const wav = await createWav(path, { sampleRate: rate, channels: 2, bits: 24 })
  for (let sec = 0; sec < minutes * 60; sec++) await wav.write([second, second])
  await wav.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const program = `
const { openSound } = await import('@segue/media/sound/open')
const { curvesOf, measureSound } = await import('@segue/media/analysis/analyze')
const { writeChannels } = await import('@segue/media/channels/file')
const [path, out] = process.argv.slice(1)
const measured = await measureSound(await openSound(path))
const curves = curvesOf(measured, { fps: { num: 30, den: 1 } })
await writeChannels(out, curves)
const { maxRSS } = process.resourceUsage()
console.log(JSON.stringify({ seconds: measured.durationSec, bpm: measured.bpm, frames: curves.samples, maxRSS }))
`

test('analysing a long sound takes less memory than holding it would', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--max-old-space-size=256', '--eval', program, path, join(folder, 'curves')],
    { cwd: import.meta.dirname },
  )
  const { seconds, bpm, frames, maxRSS } = JSON.parse(stdout)
  expect([seconds, frames]).toEqual([minutes * 60, minutes * 60 * 30])
  expect(bpm).toBeCloseTo(120, 1)
  // kilobytes at the highest point; as floats the sound alone would be 460 MB
  expect(maxRSS / 1024).toBeLessThan(400)
})
