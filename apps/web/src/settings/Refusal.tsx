import type { Failure } from '@segue/protocol'
import { TriangleAlert } from 'lucide-react'

/** What went wrong, and what helps. */
export function Refusal({ failure }: { failure: Pick<Failure, 'message' | 'hint'> }) {
  return (
    <p role="alert" className="flex gap-2 rounded-field bg-error/10 px-2.5 py-2 text-error text-node">
      <TriangleAlert size={13} className="mt-0.5 shrink-0" />
      <span className="min-w-0">
        {failure.message} <span className="text-error/75">{failure.hint}</span>
      </span>
    </p>
  )
}
