import { Check, Eye } from 'lucide-react'
import { useState } from 'react'
import { mainOutput } from '../previews/mainOutput.ts'
import { PreviewBody } from '../previews/PreviewBody.tsx'
import { ValuePreview } from '../previews/ValuePreview.tsx'
import { Button } from '../ui/Button.tsx'
import type { Need } from './attention.ts'
import { Deadline } from './Deadline.tsx'
import { NeedCard } from './NeedCard.tsx'
import { answerStep } from './orders.ts'
import { ReviewDialog } from './ReviewDialog.tsx'

/** A question of the run, with what it is about. Simple ones are answered right here. */
export function ReviewCard({ kind: _, asks, ...held }: Extract<Need, { kind: 'answer' }>) {
  const { runId, place, step } = held
  const [open, setOpen] = useState(false)
  const shown = mainOutput(step.outputs, undefined)
  const simple = asks.mode === 'approve' && asks.form === null
  const answer = (decision: 'approve' | 'reject') =>
    void answerStep({ runId, nodeId: step.nodeId, outputs: step.outputs, decision })
  return (
    <div className="flex max-md:flex-col">
      {shown && (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="relative m-2.5 mr-0 h-20 w-36 shrink-0 overflow-hidden rounded-field bg-well text-left max-md:h-40 max-md:w-auto max-md:mr-2.5"
        >
          {shown.kind === 'artifact' ? (
            <PreviewBody nodeId={`${runId} ${step.nodeId}`} artifact={shown.ref} />
          ) : (
            <ValuePreview value={shown.value} />
          )}
        </button>
      )}
      <div className="min-w-0 flex-1">
        <NeedCard
          title={asks.question || `${step.name} waits for you`}
          of={held}
          actions={
            <>
              {simple && (
                <Button look="primary" onClick={() => answer('approve')}>
                  <Check size={12} />
                  Approve
                </Button>
              )}
              {simple && <Button onClick={() => answer('reject')}>Reject</Button>}
              <Button look={simple ? 'quiet' : 'primary'} onClick={() => setOpen(true)}>
                <Eye size={12} />
                {asks.mode === 'pick' ? `Pick one of ${asks.choices}` : 'Look closer'}
              </Button>
            </>
          }
        >
          <p className="text-muted text-node">
            {step.name}
            <Deadline {...asks} />
          </p>
        </NeedCard>
      </div>
      <ReviewDialog open={open} onClose={() => setOpen(false)} {...{ runId, place, step, asks }} />
    </div>
  )
}
