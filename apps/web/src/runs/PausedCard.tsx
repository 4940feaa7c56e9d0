import { Play } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import type { Need } from './attention.ts'
import { NeedCard } from './NeedCard.tsx'
import { orderStep } from './orders.ts'
import { pausedHint } from './pausing.ts'

/** A step that somebody paused, with the way to go on. */
export function PausedCard({ kind: _, ...held }: Extract<Need, { kind: 'held' | 'paused' }>) {
  const { runId, step } = held
  const resume = () => void orderStep({ runId, nodeId: step.nodeId, order: { what: 'resume' } })
  return (
    <NeedCard
      title={`${step.name} · paused`}
      of={held}
      actions={
        <Button onClick={resume}>
          <Play size={12} className="fill-current" />
          Resume
        </Button>
      }
    >
      <p className="text-muted text-node">{pausedHint(step)}</p>
    </NeedCard>
  )
}
