import { dirname, join, parse } from 'node:path'
import { runJob } from '@segue/media/child/runJob'
import { type ArtifactRef, live, type MediaMeta } from '@segue/protocol'
import type { ExportWork, PlacedSet } from './exportWork.ts'

/** The set as Live's stand-in sketches it. */
export async function sketch(
  { set, path: file, range, time, bridge }: PlacedSet,
  { use, signal, progress, log }: ExportWork,
): Promise<ArtifactRef> {
  const origin = await use.origin(set)
  const result = await bridge.call(
    live.renderSet,
    {
      set: file,
      root: origin === null ? null : dirname(origin),
      out: join(use.workDir, 'set.wav'),
      fromSec: range.fromSec,
      toSec: range.trimmed ? range.toSec : null,
    },
    ({ fraction, message }) => progress(fraction, message || 'Sketching the set'),
  )
  for (const { track, heard, note } of result.tracks) log(`${track}: ${heard}${note && `. ${note}`}`)
  let { path } = result
  const { remarks = [] } = result.meta
  const meta: MediaMeta = {
    ...result.meta,
    ...time,
    offsetSec: range.fromSec,
    standIn: 'live',
    remarks: remarks.length > 0 ? remarks : ['sketch sound'],
  }
  if (range.trimmed) {
    path = join(use.workDir, 'range.wav')
    const faded = await runJob('fade', { path: result.path, out: path, fades: range }, { signal })
    meta.codec = faded.codec
  }
  return use.save(path, { mime: 'audio/wav', name: `${parse(set.name).name}.wav`, meta })
}
