import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { curvesOf, measureSound } from '@segue/media/analysis/analyze'
import { testMasters } from '@segue/media/analysis/testMasters'
import { openSound } from '@segue/media/sound/open'
import { createWav } from '@segue/media/sound/wavWriter'
import type { Row } from './table.ts'

const minutes = 3

/** Writes a synthetic master over and over until it lasts `minutes`. */
async function longMaster(path: string): Promise<void> {
  const [master] = testMasters()
  if (master === undefined) throw new Error('There is no test master.')
  const { samples, sampleRate } = master
  const writer = await createWav(path, { sampleRate, channels: 2, bits: 24 })
  for (let frames = 0; frames < minutes * 60 * sampleRate; frames += samples.length) {
    await writer.write([samples, samples])
  }
  await writer.close()
}

/** Speed of sound analysis on one core: decode, measure, make curves at 24 fps. */
export async function benchSound(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  try {
    const path = join(folder, 'master.wav')
    await longMaster(path)
    return [
      {
        what: `${minutes} min of stereo WAV, 24 bit, 48 kHz`,
        value: await timesRealTime(path),
        unit: '× real time',
        limit: 'at least 50',
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function timesRealTime(path: string): Promise<number> {
  const started = performance.now()
  const measured = await measureSound(await openSound(path))
  curvesOf(measured, { fps: { num: 24, den: 1 } })
  return (measured.durationSec * 1000) / (performance.now() - started)
}
