import { Check, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { useAskedCode } from './askedCode.ts'
import type { Need } from './attention.ts'
import { CodeCard } from './CodeCard.tsx'
import { MarkDone } from './MarkDone.tsx'
import { NeedCard } from './NeedCard.tsx'
import { orderStep } from './orders.ts'
import { heldWords } from './stepActions.ts'

/** A step that cannot go on; one that waits for its Python to be approved shows it. */
export function HeldCard(need: Extract<Need, { kind: 'held' | 'paused' }>) {
  const asked = useAskedCode(need)
  return asked ? <CodeCard held={need} asked={asked} /> : <StuckCard {...need} />
}

/** A step that cannot go on, or of which nobody knows whether it finished. */
function StuckCard({ kind: _, ...held }: Extract<Need, { kind: 'held' | 'paused' }>) {
  const [marking, setMarking] = useState(false)
  const { runId, step } = held
  const words = heldWords(step)
  const { nodeId, failure } = step
  const order = (what: 'retry' | 'fail') => void orderStep({ runId, nodeId, order: { what } })
  return (
    <NeedCard
      title={`${step.name} · ${words.title}`}
      of={held}
      actions={
        <>
          <Button onClick={() => order('retry')}>
            <RotateCw size={12} />
            {words.again}
          </Button>
          <Button look="quiet" onClick={() => setMarking(true)}>
            <Check size={12} />
            Mark as done
          </Button>
          <Button look="quiet" onClick={() => order('fail')}>
            Fail it
          </Button>
          <MarkDone open={marking} onClose={() => setMarking(false)} runId={runId} step={step} />
        </>
      }
    >
      <p className="text-node">{failure?.message ?? step.reason ?? words.reason}</p>
      {failure && <p className="text-node">{failure.hint}</p>}
      <p className="text-muted text-node">{words.hint}</p>
    </NeedCard>
  )
}
