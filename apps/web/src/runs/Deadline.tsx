import { formatDuration, useNow } from './time.ts'

const outcomes = { approve: 'approved', reject: 'rejected', fail: 'given up' } as const

/** How long a question still waits, and what happens then. */
export function Deadline({
  deadline,
  otherwise,
}: {
  deadline: number | null
  otherwise: keyof typeof outcomes
}) {
  const now = useNow(1000, deadline !== null)
  if (deadline === null) return null
  return (
    <>
      {' · '}
      {outcomes[otherwise]} by itself in {formatDuration(Math.max(0, deadline - now))}
    </>
  )
}
