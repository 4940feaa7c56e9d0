import { join, parse } from 'node:path'
import { runJob } from '@segue/media/child/runJob'
import { beatOfSec } from '@segue/media/time/tempo'
import { type ArtifactRef, fail, failureOf, live } from '@segue/protocol'
import type { ExportWork, PlacedSet } from './exportWork.ts'
import { checkOpenSet } from './openSet.ts'

/** The set as Live plays it, recorded in real time: Live has no export that can be called. */
export async function record(placed: PlacedSet, work: ExportWork): Promise<ArtifactRef> {
  const { set, range, time, bridge } = placed
  const { use, signal, progress, log } = work
  const { unattended } = use
  const expectedSet = unattended ? await use.origin(set) : null
  if (unattended && expectedSet === null) throw unknownPlace(set)
  await checkOpenSet(placed, use)
  const tempo = time.tempoMap ?? []
  const bounce = bridge.call(
    live.bounce,
    {
      out: join(use.workDir, 'recording'),
      from: beatOfSec(tempo, range.fromSec),
      to: beatOfSec(tempo, range.toSec),
      unattended,
      expectedSet,
    },
    ({ fraction, message }) => progress(fraction, message || 'Recording in Live'),
  )
  const { files, warnings } = await (unattended ? bounce.catch(inUse) : bounce)
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

/** Somebody works in Live: a run that started by itself waits until they do not. */
function inUse(error: unknown): never {
  const { code, message, hint } = failureOf(error)
  if (code !== 'bridge.app_busy') throw error
  throw fail({ code: 'export.live_in_use', message, hint, kind: 'environment', context: { againMs: 60_000 } })
}

/** Nobody is there to see that the right set is open, so that its path has to do. */
const unknownPlace = ({ name }: ArtifactRef) =>
  fail({
    code: 'export.place_unknown',
    message: `Nobody can say whether the set that is open in Live is “${name}”: where that file lies is not known.`,
    hint: 'Give the set by its path on this machine, or start the run yourself.',
    kind: 'input',
    port: 'set',
  })
