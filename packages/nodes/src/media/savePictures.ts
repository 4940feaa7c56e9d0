import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodePng } from '@segue/media/draw/png'
import { type ArtifactRef, mimeTypes, type SequenceManifest } from '@segue/protocol'
import type { Use } from '../defineNode.ts'
import type { Plan } from './planEncode.ts'

/** Stores every frame as a PNG, and the list of them. */
export async function savePictures(
  plan: Plan,
  { use, signal, onFrame }: { use: Use; signal: AbortSignal; onFrame(done: number): Promise<void> },
): Promise<ArtifactRef> {
  const { width, height } = plan.size
  const frames: SequenceManifest['frames'] = []
  for await (const data of plan.frames(signal)) {
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    const bytes = plan.keepsAlpha ? await plan.framer.png() : await encodePng(pixels, width, height)
    const name = `f_${String(frames.length + 1).padStart(6, '0')}.png`
    const path = join(use.workDir, name)
    await writeFile(path, bytes)
    const { artifactId, bytes: size } = await use.save(path, { mime: 'image/png', name })
    frames.push({ artifactId, bytes: size })
    await onFrame(frames.length)
  }
  const manifest: SequenceManifest = { kind: 'sequence', frames, mime: 'image/png', width, height }
  return use.save(Buffer.from(JSON.stringify(manifest)), {
    mime: mimeTypes.sequence,
    name: `${plan.name}.json`,
    meta: plan.meta,
  })
}
