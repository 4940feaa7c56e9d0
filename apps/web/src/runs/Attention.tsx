import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { type Need, useNeeds } from './attention.ts'
import { HeldCard } from './HeldCard.tsx'
import { ParkedCard } from './ParkedCard.tsx'
import { PausedCard } from './PausedCard.tsx'
import { ReviewCard } from './ReviewCard.tsx'

/** A strip above the canvas: what the run cannot decide without a person, one thing at a time. */
export function Attention() {
  const { needs, more } = useNeeds()
  const [chosen, setChosen] = useState(0)
  const index = Math.min(chosen, needs.length - 1)
  const need = needs[index]
  if (need === undefined) return null
  return (
    <section
      aria-label="The run needs you"
      className="flex max-h-[45vh] shrink-0 items-start overflow-auto border-stale/40 border-b bg-stale/6 max-md:flex-col-reverse max-md:items-stretch"
    >
      <div className="min-w-0 flex-1">
        <Card need={need} />
      </div>
      {needs.length > 1 && (
        <div className="flex items-center gap-1 p-2 text-muted text-node max-md:-mb-2 max-md:justify-end max-md:py-0 max-md:[&>button]:size-11">
          <IconButton label="The one before" disabled={index === 0} onClick={() => setChosen(index - 1)}>
            <ChevronLeft size={14} />
          </IconButton>
          {index + 1} of {needs.length + more}
          <IconButton
            label="The next one"
            disabled={index === needs.length - 1}
            onClick={() => setChosen(index + 1)}
          >
            <ChevronRight size={14} />
          </IconButton>
        </div>
      )}
    </section>
  )
}

function Card({ need }: { need: Need }) {
  if (need.kind === 'parked') return <ParkedCard {...need} />
  const key = `${need.runId} ${need.step.nodeId}`
  if (need.kind === 'answer') return <ReviewCard key={key} {...need} />
  return need.kind === 'paused' ? <PausedCard key={key} {...need} /> : <HeldCard key={key} {...need} />
}
