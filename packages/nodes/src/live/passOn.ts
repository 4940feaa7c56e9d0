import { join, parse } from 'node:path'
import { runJob } from '@segue/media/child/runJob'
import type { ArtifactRef } from '@segue/protocol'
import type { ExportWork } from './exportWork.ts'

/** A person's own master, whole or trimmed, with the musical time of its set. */
export async function passOn(
  audio: ArtifactRef,
  set: ArtifactRef | undefined,
  { use, signal, progress, range }: ExportWork,
): Promise<ArtifactRef> {
  const request = {
    path: await use.path(audio),
    name: audio.name,
    meta: audio.meta,
    set: set === undefined ? null : { path: await use.path(set), name: set.name },
    range,
    out: join(use.workDir, 'range.wav'),
  }
  const { path, meta } = await runJob('master', request, { signal, onProgress: progress })
  if (path === null) return { ...audio, meta }
  return use.save(path, { mime: 'audio/wav', name: `${parse(audio.name).name}.wav`, meta })
}
