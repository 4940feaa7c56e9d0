import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { curvesOf, measureSound } from '@segue/media/analysis/analyze'
import { testMasters } from '@segue/media/analysis/testMasters'
import { openSound } from '@segue/media/sound/open'
import { createWav } from '@segue/media/sound/wavWriter'

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

/** Speed of sound analysis on one core, as a multiple of real time: decode, measure, make curves at 24 fps. */
export async function benchSound(): Promise<{ timesRealTime: number; soundSec: number; tookSec: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  try {
    const path = join(folder, 'master.wav')
    await longMaster(path)
    const started = performance.now()
    const measured = await measureSound(await openSound(path))
    curvesOf(measured, { fps: { num: 24, den: 1 } })
    const tookSec = (performance.now() - started) / 1000
    return { timesRealTime: measured.durationSec / tookSec, soundSec: measured.durationSec, tookSec }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
