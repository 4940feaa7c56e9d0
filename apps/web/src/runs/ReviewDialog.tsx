import type { HeldStep, StepView } from '@segue/protocol'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Need } from './attention.ts'
import { ChoiceGrid, choicesOf } from './ChoiceGrid.tsx'
import { answerStep } from './orders.ts'
import { ReviewBody } from './ReviewBody.tsx'
import { type FormValues, ReviewForm } from './ReviewForm.tsx'
import { wayWords } from './wayWords.ts'

interface Props {
  open: boolean
  onClose: () => void
  runId: string
  place: HeldStep['place']
  step: StepView
  asks: Extract<Need, { kind: 'answer' }>['asks']
}

/** The question large: what it is about, what to fill in, a comment, and the answer. */
export function ReviewDialog({ open, onClose, runId, place, step, asks }: Props) {
  const [pick, setPick] = useState<number | null>(null)
  const [comment, setComment] = useState('')
  const [form, setForm] = useState<FormValues>({})
  const picking = asks.mode === 'pick'
  const answer = async (decision: 'approve' | 'reject') => {
    const taken = await answerStep({
      runId,
      nodeId: step.nodeId,
      outputs: step.outputs,
      decision,
      ...(pick === null ? {} : { pick }),
      ...(comment === '' ? {} : { comment }),
      ...(asks.form === null ? {} : { form: { ...form } }),
    })
    if (taken) onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={[wayWords(place), step.name].filter(Boolean).join(' › ')}
      className="w-200"
    >
      <div className="min-h-0 space-y-3 overflow-auto p-4">
        <p className="text-ui">{asks.question}</p>
        {picking && <ChoiceGrid choices={choicesOf(step)} picked={pick} onPick={setPick} />}
        {(!picking || pick !== null) && (
          <ReviewBody
            key={pick}
            runId={runId}
            nodeId={step.nodeId}
            value={picking ? choicesOf(step)[pick ?? 0] : Object.values(step.outputs)[0]}
          />
        )}
        {asks.form !== null && <ReviewForm schema={asks.form} values={form} onEdit={setForm} />}
        <TextField label="Comment" lines={2} placeholder="Comment" value={comment} onEdit={setComment} />
      </div>
      <div className="flex justify-end gap-1.5 border-line border-t p-3">
        <Button onClick={() => void answer('reject')}>Reject</Button>
        <Button look="primary" disabled={picking && pick === null} onClick={() => void answer('approve')}>
          <Check size={12} />
          {picking ? 'Take this one' : 'Approve'}
        </Button>
      </div>
    </Dialog>
  )
}
