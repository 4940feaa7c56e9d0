import { CircleCheckBig } from 'lucide-react'
import { useMemo } from 'react'
import { PhoneHead } from './PhoneHead.tsx'
import { PhoneReview } from './PhoneReview.tsx'
import { answersOf, usePhoneRuns } from './phoneRuns.ts'

/** Everything that waits for an answer, in every run. */
export function PhoneAnswers() {
  const views = usePhoneRuns(({ views }) => views)
  const answers = useMemo(() => answersOf(views), [views])
  return (
    <>
      <PhoneHead title="Answer" />
      {answers.length === 0 && (
        <div className="grid justify-items-center gap-3 px-8 py-20 text-center text-muted">
          <CircleCheckBig size={36} strokeWidth={1.25} className="text-faint" />
          Nothing waits for you.
        </div>
      )}
      <div className="space-y-4 px-4 pb-6">
        {answers.map(({ need, view }) => (
          <PhoneReview
            key={`${need.runId} ${need.step.nodeId}`}
            need={need}
            recipeName={view.head.recipeName}
          />
        ))}
      </div>
    </>
  )
}
