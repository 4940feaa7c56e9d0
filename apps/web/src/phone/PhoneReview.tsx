import { Check, X } from 'lucide-react'
import { useState } from 'react'
import type { Need } from '../runs/attention.ts'
import { ChoiceGrid, choicesOf } from '../runs/ChoiceGrid.tsx'
import { Deadline } from '../runs/Deadline.tsx'
import { answerStep } from '../runs/orders.ts'
import { ReviewBody } from '../runs/ReviewBody.tsx'
import { type FormValues, ReviewForm } from '../runs/ReviewForm.tsx'
import { wayWords } from '../runs/wayWords.ts'

interface Props {
  need: Extract<Need, { kind: 'answer' }>
  recipeName: string
}

/** One question with what it is about, playing, and the answer under the thumb. */
export function PhoneReview({ need: { runId, place, step, asks }, recipeName }: Props) {
  const [pick, setPick] = useState<number | null>(null)
  const [comment, setComment] = useState('')
  const [form, setForm] = useState<FormValues>({})
  const [busy, setBusy] = useState(false)
  const picking = asks.mode === 'pick'
  const answer = async (decision: 'approve' | 'reject') => {
    setBusy(true)
    await answerStep({
      runId,
      nodeId: step.nodeId,
      outputs: step.outputs,
      decision,
      ...(pick === null ? {} : { pick }),
      ...(comment === '' ? {} : { comment }),
      ...(asks.form === null ? {} : { form: { ...form } }),
    })
    setBusy(false)
  }
  const shown = picking ? choicesOf(step)[pick ?? 0] : Object.values(step.outputs)[0]
  return (
    <section aria-label={asks.question || step.name} className="overflow-hidden rounded-[14px] bg-card p-3">
      <p className="px-1 text-[13px] text-muted">
        {[recipeName, wayWords(place), step.name].filter(Boolean).join(' › ')}
        <Deadline {...asks} />
      </p>
      <h2 className="px-1 pt-0.5 pb-3 font-semibold text-[18px] leading-6">{asks.question}</h2>
      <div className="space-y-3">
        {picking && <ChoiceGrid choices={choicesOf(step)} picked={pick} onPick={setPick} />}
        {(!picking || pick !== null) && (
          <ReviewBody key={pick} runId={runId} nodeId={step.nodeId} value={shown} />
        )}
        {asks.form !== null && (
          <div className="space-y-3 [zoom:1.33]">
            <ReviewForm schema={asks.form} values={form} onEdit={setForm} />
          </div>
        )}
        <textarea
          aria-label="Comment"
          placeholder="Comment"
          rows={1}
          maxLength={2000}
          value={comment}
          onChange={({ target }) => setComment(target.value)}
          className="block w-full resize-none rounded-[10px] bg-well px-3.5 py-2.5 text-[16px] outline-none [field-sizing:content] placeholder:text-faint"
        />
        <div className="grid grid-cols-[1fr_2fr] gap-2.5">
          <button
            type="button"
            disabled={busy}
            onClick={() => void answer('reject')}
            className="flex h-13 items-center justify-center gap-2 rounded-[12px] bg-raised font-medium active:opacity-70 disabled:opacity-50"
          >
            <X size={18} />
            Reject
          </button>
          <button
            type="button"
            disabled={busy || (picking && pick === null)}
            onClick={() => void answer('approve')}
            className="flex h-13 items-center justify-center gap-2 rounded-[12px] bg-text font-semibold text-canvas active:opacity-80 disabled:opacity-40"
          >
            <Check size={19} />
            {picking ? 'Take this one' : 'Approve'}
          </button>
        </div>
      </div>
    </section>
  )
}
