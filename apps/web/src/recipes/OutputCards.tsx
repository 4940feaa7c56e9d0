import type { RecipeOutput } from '@segue/protocol'
import { Maximize2 } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { NodePreview } from '../previews/NodePreview.tsx'
import { ProgressFrame } from '../previews/ProgressFrame.tsx'
import { useShown } from '../previews/useShown.ts'
import { openViewer } from '../previews/viewerStore.ts'
import { useRunStore } from '../runs/runStore.ts'
import { StarButton } from '../takes/StarButton.tsx'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** What the recipe makes, from the shown run. `wide`: beside each other, on a page of its own. */
export function OutputCards({ wide = false }: { wide?: boolean }) {
  const outputs = useDocument(({ recipe }) => recipe?.outputs)
  if (outputs === undefined || outputs.length === 0) return null
  return (
    <section
      className={wide ? cx('grid gap-4', outputs.length > 1 && 'xl:grid-cols-2') : 'space-y-2 p-3 pb-2'}
    >
      {outputs.map((output) => (
        <Card key={output.key} output={output} />
      ))}
    </section>
  )
}

function Card({ output: { key, label, from } }: { output: RecipeOutput }) {
  const shown = useShown(from.nodeId)
  const frame = useRunStore(({ view }) => view?.progress.findLast(({ preview }) => preview !== null)?.preview)
  const making = frame && (shown === null || shown.stale)
  return (
    <figure>
      <div className="relative aspect-video overflow-hidden rounded-node bg-well">
        {making ? <ProgressFrame artifact={frame} /> : <NodePreview nodeId={from.nodeId} />}
        {shown === null && !making && (
          <span className="absolute inset-0 grid place-items-center text-muted text-node">Not made yet</span>
        )}
      </div>
      <figcaption className="flex items-center justify-between pt-1 text-node">
        <span>{label ?? key}</span>
        <span className="flex-1" />
        <Star output={key} />
        <IconButton label="Open large" disabled={shown === null} onClick={() => openViewer(from.nodeId)}>
          <Maximize2 size={13} />
        </IconButton>
      </figcaption>
    </figure>
  )
}

/** Once a run of one's own is done, each of its outputs may become a favourite. */
function Star({ output }: { output: string }) {
  const head = useRunStore(({ view, sample }) =>
    sample || view?.head.status !== 'succeeded' || view.head.parent !== null ? null : view.head,
  )
  if (head === null) return null
  return <StarButton recipeId={head.recipeId} runId={head.runId} output={output} />
}
