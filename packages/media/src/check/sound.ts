import { createLoudnessMeter, type Loudness } from '../analysis/loudness.ts'
import { openSound } from '../sound/open.ts'

/** How loud a sound is and how long. */
export interface SoundReport extends Loudness {
  durationSec: number
}

/** Measures a whole sound as it plays, in its own rate and channels. Fails with `audio.*`. */
export async function checkSound(
  path: string,
  { name, signal }: { name: string; signal: AbortSignal },
): Promise<SoundReport> {
  const sound = await openSound(path, { name })
  const { sampleRate, channels } = sound.facts
  const meter = createLoudnessMeter(sampleRate, channels)
  let samples = 0
  for await (const planes of sound.blocks({ signal })) {
    meter.push(planes)
    samples += planes[0]?.length ?? 0
  }
  const { integratedLufs, truePeakDb } = meter.finish()
  return { integratedLufs, truePeakDb, durationSec: samples / sampleRate }
}
