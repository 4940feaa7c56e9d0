import { useNeeds } from './attention.ts'
import { HeldCard } from './HeldCard.tsx'
import { ParkedCard } from './ParkedCard.tsx'
import { ReviewCard } from './ReviewCard.tsx'

const shown = 3

/** A strip above the canvas: what the run cannot decide without a person. Nothing while there is nothing. */
export function Attention() {
  const needs = useNeeds()
  if (needs.length === 0) return null
  const rest = needs.length - shown
  return (
    <section
      aria-label="The run needs you"
      className="max-h-[45vh] shrink-0 divide-y divide-line/60 overflow-auto border-stale/40 border-b bg-stale/6"
    >
      {needs.slice(0, shown).map((need) => {
        if (need.kind === 'parked') return <ParkedCard key="parked" {...need} />
        const key = need.step.nodeId
        return need.kind === 'answer' ? <ReviewCard key={key} {...need} /> : <HeldCard key={key} {...need} />
      })}
      {rest > 0 && <p className="px-3 py-1.5 text-muted text-node">and {rest} more, in the timeline below</p>}
    </section>
  )
}
