import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodePng } from '@segue/media/draw/png'
import type { PictureFormat } from '@segue/media/encode/format'
import { encodeExr } from '@segue/media/exr/write'
import { type ArtifactRef, mimeTypes, type SequenceManifest } from '@segue/protocol'
import type { Use } from '../defineNode.ts'
import type { Plan } from './planEncode.ts'

const mimes = { png: 'image/png', exr: 'image/x-exr' } as const

/** Stores every frame as a picture file, and the list of them. */
export async function savePictures(
  plan: Plan,
  {
    format,
    use,
    signal,
    onFrame,
  }: { format: PictureFormat; use: Use; signal: AbortSignal; onFrame(done: number): Promise<void> },
): Promise<ArtifactRef> {
  const { size, keepsAlpha: alpha } = plan
  const { width, height } = size
  const mime = mimes[format]
  const frames: SequenceManifest['frames'] = []
  for await (const data of plan.frames(signal)) {
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    const png = () => (alpha ? plan.framer.png() : encodePng(pixels, width, height))
    const bytes = format === 'exr' ? await encodeExr(pixels, { ...size, alpha }) : await png()
    const name = `f_${String(frames.length + 1).padStart(6, '0')}.${format}`
    const path = join(use.workDir, name)
    await writeFile(path, bytes)
    const saved = await use.save(path, { mime, name })
    frames.push({ artifactId: saved.artifactId, bytes: saved.bytes })
    await onFrame(frames.length)
  }
  const manifest: SequenceManifest = { kind: 'sequence', frames, mime, width, height }
  return use.save(Buffer.from(JSON.stringify(manifest)), {
    mime: mimeTypes.sequence,
    name: `${plan.name}.json`,
    meta: plan.meta,
  })
}
