import { join, parse } from 'node:path'
import { runJob } from '@segue/media/child/runJob'
import { beatOfSec } from '@segue/media/time/tempo'
import { type ArtifactRef, fail, live } from '@segue/protocol'
import type { ExportWork, PlacedSet } from './exportWork.ts'
import { checkOpenSet } from './openSet.ts'

/** The set as Live plays it, recorded in real time: Live has no export that can be called. */
export async function record(placed: PlacedSet, work: ExportWork): Promise<ArtifactRef> {
  const { set, range, time, bridge } = placed
  const { use, signal, progress, log } = work
  await checkOpenSet(placed, use)
  const tempo = time.tempoMap ?? []
  const { files, warnings } = await bridge.call(
    live.bounce,
    {
      out: join(use.workDir, 'recording'),
      from: beatOfSec(tempo, range.fromSec),
      to: beatOfSec(tempo, range.toSec),
    },
    ({ fraction, message }) => progress(fraction, message || 'Recording in Live'),
  )
  for (const warning of warnings) log(warning, 'warning')
  const [mix] = files
  if (mix === undefined) {
    throw fail({
      code: 'export.no_recording',
      message: 'Live recorded no file.',
      hint: 'Try again; if it stays so, look at Live’s log.',
      kind: 'permanent',
    })
  }
  progress(null, 'Cutting the recording')
  const out = join(use.workDir, 'range.wav')
  // also where the tempo changes, and Live went on for a moment
  const lengthSec = range.toSec - range.fromSec
  const cut = await runJob('fade', { path: mix.path, out, fades: { ...range, lengthSec } }, { signal })
  return use.save(out, {
    mime: 'audio/wav',
    name: `${parse(set.name).name}.wav`,
    meta: { ...cut, ...time, offsetSec: range.fromSec },
  })
}
