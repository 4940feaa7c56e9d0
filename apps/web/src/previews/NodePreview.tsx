import { Maximize2 } from 'lucide-react'
import { useStep } from '../runs/runStore.ts'
import { cx } from '../ui/cx.ts'
import { Badge } from './Badge.tsx'
import { PreviewBody } from './PreviewBody.tsx'
import { ProgressFrame } from './ProgressFrame.tsx'
import { useShown } from './useShown.ts'
import { ValuePreview } from './ValuePreview.tsx'
import { openViewer } from './viewerStore.ts'

/**
 * What a node's step made in the shown run, or the newest picture while it runs or is paused. Fills its positioned parent.
 * Says where it comes from a bundled sample or a stand-in.
 */
export function NodePreview({ nodeId }: { nodeId: string }) {
  const look = useStep(nodeId)
  const shown = useShown(nodeId)
  const isMaking = look?.status === 'running' || look?.paused
  if (isMaking && look.preview !== null) return <ProgressFrame artifact={look.preview} />
  if (shown === null) return null
  return (
    <div className={cx('group/preview absolute inset-0', shown.stale && 'opacity-45 saturate-50')}>
      {shown.kind === 'artifact' ? (
        <PreviewBody key={shown.ref.artifactId} nodeId={nodeId} artifact={shown.ref} />
      ) : (
        <ValuePreview value={shown.value} />
      )}
      <div className="pointer-events-none absolute top-1.5 left-1.5 flex gap-1">
        {shown.sample && (
          <Badge title="A result that comes with Segue. Press Run to make your own.">sample</Badge>
        )}
        {shown.standIn && (
          <Badge title="Made by the built-in stand-in, not by the application itself.">stand-in</Badge>
        )}
      </div>
      <button
        type="button"
        onClick={() => openViewer(nodeId)}
        title="Open large (V)"
        aria-label="Open large"
        className="nodrag absolute top-1.5 right-1.5 grid size-6 place-items-center rounded-field bg-black/55 text-white opacity-0 transition-opacity group-hover/preview:opacity-100 focus-visible:opacity-100"
      >
        <Maximize2 className="size-3.5" />
      </button>
    </div>
  )
}
