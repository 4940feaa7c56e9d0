import { paintFrames } from '@segue/media/film/testMaterial'
import { type ArtifactRef, type MediaMeta, mimeTypes } from '@segue/protocol'
import type { TestBench } from '../testing.ts'

type Paint = Parameters<typeof paintFrames>[2]

/** Stores painted PNG frames as a sequence of 24 a second. For tests. */
export async function paintSequence(
  bench: TestBench,
  shape: { width: number; height: number; count: number },
  paint: Paint,
  meta: MediaMeta = { fps: { num: 24, den: 1 } },
): Promise<ArtifactRef> {
  const paths = await paintFrames(bench.file(''), shape, paint)
  const saved = await Promise.all(paths.map((path) => bench.save(path, { mime: 'image/png', name: 'frame' })))
  const frames = saved.map(({ artifactId, bytes }) => ({ artifactId, bytes }))
  const { width, height } = shape
  const manifest = { kind: 'sequence', frames, mime: 'image/png', width, height }
  return bench.save(new TextEncoder().encode(JSON.stringify(manifest)), {
    mime: mimeTypes.sequence,
    name: 'frames',
    meta,
  })
}
