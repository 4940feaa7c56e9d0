import { ArtifactId, type ArtifactRef, blender, FrameDone, fail } from '@segue/protocol'
import { z } from 'zod'
import type { BridgeUse, RunArgs } from '../defineNode.ts'
import type { Choice } from './engine.ts'

/** A frame that is stored: what its mark holds and what a sequence lists. */
const StoredFrame = z.object({ artifactId: ArtifactId, bytes: z.number().int().nonnegative() })
type StoredFrame = z.infer<typeof StoredFrame>

type Tools = Pick<RunArgs<unknown, unknown>, 'use' | 'marks' | 'mark' | 'progress'>

/** Previews per second are limited; a person sees no difference. */
const previewMs = 200

interface Order {
  bridge: BridgeUse
  dir: string
  from: number
  to: number
  width: number
  height: number
  choice: Choice
}

/**
 * Renders a range of frames. Each one is stored and marked as it lands; frames that carry a mark of an earlier
 * attempt are not rendered again. Returns them all, in order.
 */
export async function renderFrames(tools: Tools, order: Order): Promise<StoredFrame[]> {
  const { use, marks, mark, progress } = tools
  const { bridge, from, to, choice } = order
  const total = to - from + 1
  const stored = new Map<number, StoredFrame>()
  const open: number[] = []
  for (let frame = from; frame <= to; frame++) {
    const known = StoredFrame.safeParse(marks.get(`frame:${frame}`))
    if (known.success) stored.set(frame, known.data)
    else open.push(frame)
  }
  let shownAt = -Infinity
  const keep = async (data: unknown) => {
    const { frame, path, sha256 } = FrameDone.parse(data)
    const ref = await use.save(path, { mime: 'image/png', name: frameName(frame) })
    if (ref.artifactId !== sha256) throw damaged(frame)
    const known = { artifactId: ref.artifactId, bytes: ref.bytes }
    stored.set(frame, known)
    mark(`frame:${frame}`, known)
    show(ref)
  }
  const show = (ref: ArtifactRef) => {
    const now = performance.now()
    const due = now - shownAt >= previewMs || stored.size === total
    if (due) shownAt = now
    progress(stored.size / total, `Frame ${stored.size} of ${total}`, due ? ref : undefined)
  }
  if (open.length > 0) {
    progress(stored.size / total, `Frame ${stored.size} of ${total}`)
    // frames are stored in the order they arrive, while the next ones are rendered
    let storing = Promise.resolve()
    const { dir, width, height } = order
    const request = { dir, frames: open, ...choice, width, height, camera: null }
    const rendered = bridge.call(blender.frames, request, ({ data }) => {
      if (data === undefined || data === null) return
      storing = storing.then(() => keep(data))
      storing.catch(() => {})
    })
    // what has landed is stored even when the render stops half way
    const [ended] = await Promise.allSettled([rendered])
    await storing
    if (ended.status === 'rejected') throw ended.reason
  }
  return Array.from({ length: total }, (_, i) => {
    const frame = stored.get(from + i)
    if (frame) return frame
    throw damaged(from + i)
  })
}

const frameName = (frame: number) => `f_${String(frame).padStart(6, '0')}.png`

function damaged(frame: number) {
  return fail({
    code: 'frame.damaged',
    message: `Frame ${frame} did not arrive whole.`,
    hint: 'Run the step again; the other frames are kept.',
    kind: 'transient',
  })
}
