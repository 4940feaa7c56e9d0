import { type ArtifactRef, blender, FrameDone, fail } from '@segue/protocol'
import type { BridgeUse } from '../bridgeUse.ts'
import type { RunArgs } from '../defineNode.ts'
import { spread } from './crew.ts'
import type { Choice } from './engine.ts'
import type { FrameKeys } from './frameKeys.ts'
import { keepFrame, keepRange, keptFrame, keptRange, StoredFrame, toRender } from './kept.ts'

type Tools = Pick<RunArgs<unknown, unknown>, 'use' | 'marks' | 'mark' | 'progress' | 'log'>

/** Previews per second are limited; a person sees no difference. */
const previewMs = 200

interface Order {
  bridge: BridgeUse
  /** Opens the scene in another process, or again in one that was restarted. */
  open(bridge: BridgeUse): Promise<void>
  dir: string
  from: number
  to: number
  width: number
  height: number
  choice: Choice
  keys: FrameKeys
  /** Every frame follows from the one before: all of them are rendered in one go, or none. */
  together: boolean
}

/** Frames that need no render: of an earlier attempt, by its marks, or of an earlier run. */
async function knownFrames({ use, marks }: Tools, { from, to, keys, together }: Order) {
  if (together) {
    const kept = await keptRange(keys, use)
    return new Map((kept?.length === to - from + 1 ? kept : []).map((frame, i) => [from + i, frame]))
  }
  const known = new Map<number, StoredFrame>()
  for (let frame = from; frame <= to; frame++) {
    const marked = StoredFrame.safeParse(marks.get(`frame:${frame}`))
    const found = marked.success ? marked.data : await keptFrame(keys.of(frame), use)
    if (found) known.set(frame, found)
  }
  return known
}

/**
 * Renders a range of frames. Each one is stored, marked and kept under its key as it lands; frames that an earlier
 * attempt marked or an earlier run kept are not rendered again. Returns them all, in order.
 */
export async function renderFrames(tools: Tools, order: Order): Promise<StoredFrame[]> {
  const { use, mark, progress, log } = tools
  const { bridge, from, to, choice, keys, together, dir, width, height } = order
  const total = to - from + 1
  const stored = await knownFrames(tools, order)
  const open = Array.from({ length: total }, (_, i) => from + i).filter((frame) => !stored.has(frame))
  const said = toRender(open.length, total)
  log(`${said}.`)
  progress(stored.size / total, said)
  let shownAt = -Infinity
  const keep = async (data: unknown) => {
    const { frame, path, sha256 } = FrameDone.parse(data)
    const ref = await use.save(path, { mime: 'image/png', name: frameName(frame) })
    if (ref.artifactId !== sha256) throw damaged(frame)
    const known = { artifactId: ref.artifactId, bytes: ref.bytes }
    stored.set(frame, known)
    if (!together) {
      mark(`frame:${frame}`, known)
      await keepFrame(keys.of(frame), ref, use)
    }
    show(ref)
  }
  const show = (ref: ArtifactRef) => {
    const now = performance.now()
    const due = now - shownAt >= previewMs || stored.size === total
    if (due) shownAt = now
    progress(stored.size / total, `Frame ${stored.size} of ${total}`, due ? ref : undefined)
  }
  if (open.length > 0) {
    // frames are stored in the order they arrive, while the next ones are rendered
    let storing = Promise.resolve()
    const request = { dir, ...choice, width, height, camera: null }
    const renderWith = async (on: BridgeUse, some: readonly number[]) => {
      const { engine, secPerFrame } = await on.call(
        blender.renderFrames,
        { ...request, frames: [...some] },
        ({ data }) => {
          if (data === undefined || data === null) return
          storing = storing.then(() => keep(data))
          storing.catch(() => {})
        },
      )
      log(`Rendered with ${engine}: ${secPerFrame.toFixed(2)} s per frame.`)
      return secPerFrame
    }
    const one = together || bridge.spare === undefined
    const rendered = one
      ? renderWith(bridge, open)
      : spread(open, {
          bridge,
          open: order.open,
          render: renderWith,
          isDone: (frame) => stored.has(frame),
          settled: () => storing,
          log,
        })
    // what has landed is stored even when the render stops half way
    const [ended] = await Promise.allSettled([rendered])
    await storing
    if (ended.status === 'rejected') throw ended.reason
  }
  const frames = Array.from({ length: total }, (_, i) => {
    const frame = stored.get(from + i)
    if (frame) return frame
    throw damaged(from + i)
  })
  if (together && open.length > 0) await keepRange(keys, frames, use, { width, height })
  return frames
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
