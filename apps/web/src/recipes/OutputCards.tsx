import type { RecipeOutput } from '@segue/protocol'
import { Maximize2 } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { NodePreview } from '../previews/NodePreview.tsx'
import { ProgressFrame } from '../previews/ProgressFrame.tsx'
import { useShown } from '../previews/useShown.ts'
import { openViewer } from '../previews/viewerStore.ts'
import { useRunStore } from '../runs/runStore.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** What the recipe makes, from the shown run. */
export function OutputCards() {
  const outputs = useDocument(({ recipe }) => recipe?.outputs)
  if (outputs === undefined || outputs.length === 0) return null
  return (
    <section className="space-y-2 p-3 pb-2">
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
        <IconButton label="Open large" disabled={shown === null} onClick={() => openViewer(from.nodeId)}>
          <Maximize2 size={13} />
        </IconButton>
      </figcaption>
    </figure>
  )
}
