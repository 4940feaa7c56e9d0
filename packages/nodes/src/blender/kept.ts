import { readFile } from 'node:fs/promises'
import { ArtifactId, ArtifactRef, mimeTypes, SequenceManifest } from '@segue/protocol'
import { z } from 'zod'
import type { Use } from '../defineNode.ts'
import type { FrameKeys } from './frameKeys.ts'

/** A frame that is stored: what its mark holds and what a sequence lists. */
export const StoredFrame = z.object({ artifactId: ArtifactId, bytes: z.number().int().nonnegative() })
export type StoredFrame = z.infer<typeof StoredFrame>

type Memory = Pick<Use, 'path' | 'recall'>

const isThere = (frame: StoredFrame, { path }: Memory): Promise<boolean> =>
  path({ ...frame, mime: 'image/png', name: 'frame', meta: {} }).then(
    () => true,
    () => false,
  )

/** Keeps a frame under its key, as the reference to a file that it is. */
export const keepFrame = (key: string, frame: ArtifactRef, use: Pick<Use, 'remember'>): Promise<void> =>
  use.remember(key, z.json().parse(frame))

/** The frame that an earlier run kept under a key; null when there is none, or its file is gone. */
export async function keptFrame(key: string, memory: Memory): Promise<StoredFrame | null> {
  const known = StoredFrame.safeParse(await memory.recall(key))
  return known.success && (await isThere(known.data, memory)) ? known.data : null
}

/** All frames of a range that an earlier run kept as one; null unless every one is there. */
export async function keptRange({ whole }: FrameKeys, memory: Memory): Promise<StoredFrame[] | null> {
  const ref = ArtifactRef.safeParse(await memory.recall(whole))
  if (!ref.success) return null
  try {
    const text = await readFile(await memory.path(ref.data), 'utf8')
    const { frames } = SequenceManifest.parse(JSON.parse(text))
    for (const frame of frames) if (!(await isThere(frame, memory))) return null
    return frames
  } catch {
    return null
  }
}

/** Keeps all frames of a range as one. */
export async function keepRange(
  { whole }: FrameKeys,
  frames: StoredFrame[],
  use: Pick<Use, 'save' | 'remember'>,
  size: { width: number; height: number },
): Promise<void> {
  const manifest: SequenceManifest = { kind: 'sequence', frames, mime: 'image/png', ...size }
  const ref = await use.save(Buffer.from(JSON.stringify(manifest)), {
    mime: mimeTypes.sequence,
    name: 'frames.json',
  })
  await use.remember(whole, z.json().parse(ref))
}

const count = (value: number) => value.toLocaleString('en-US')

/** What a render has to do, as a person reads it: `412 of 6,660 frames to render; the others are kept`. */
export function toRender(open: number, total: number): string {
  if (open === 0) return total === 1 ? 'The one frame is kept' : `All ${count(total)} frames are kept`
  if (open === total) return `${count(total)} ${total === 1 ? 'frame' : 'frames'} to render`
  return `${count(open)} of ${count(total)} frames to render; the others are kept`
}
