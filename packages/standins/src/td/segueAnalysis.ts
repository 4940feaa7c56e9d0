import type { CallContext } from '@segue/bridge'
import { curvesOf, measureSound } from '@segue/media/analysis/analyze'
import { curvesMeta } from '@segue/media/analysis/report'
import { writeChannels } from '@segue/media/channels/file'
import { openSound } from '@segue/media/sound/open'
import type { td } from '@segue/protocol'
import type { z } from 'zod'

type Args = z.output<typeof td.audioIn.args>
type Result = z.input<typeof td.audioIn.result>

/** Writes the same curves as the node `audio.analyze`, which is where their meaning is described. */
export async function analyseSound({ path, out, fps, time }: Args, context: CallContext): Promise<Result> {
  const measured = await measureSound(await openSound(path), {
    meta: time,
    signal: context.signal,
    onProgress: (fraction) => context.progress({ fraction, message: 'Listening' }),
  })
  const curves = curvesOf(measured, { fps })
  await writeChannels(out, curves)
  return {
    path: out,
    channels: [...curves.planes.keys()],
    bpm: measured.bpm,
    meta: curvesMeta(time, measured, curves),
  }
}
