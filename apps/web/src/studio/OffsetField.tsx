import { useEffect, useState } from 'react'
import { NumberField } from '../ui/NumberField.tsx'

const range = { min: null, max: null, step: 0.1, integer: false }
const limit = 86_400
/** While a person drags, the follower is not made to jump all the time. */
const restMs = 300

interface OffsetFieldProps {
  offsetSec: number
  onKeep: (offsetSec: number) => void
}

/** Where the leader's start lies on the follower's timeline. */
export function OffsetField({ offsetSec, onKeep }: OffsetFieldProps) {
  const [draft, setDraft] = useState<number | null>(null)
  useEffect(() => {
    if (draft === null) return
    const timer = setTimeout(() => {
      onKeep(Math.min(limit, Math.max(-limit, draft)))
      setDraft(null)
    }, restMs)
    return () => clearTimeout(timer)
  }, [draft, onKeep])
  return (
    <span
      className="flex items-center gap-1.5 whitespace-nowrap text-muted text-tiny"
      title="Where the leader’s start lies on the follower’s timeline"
    >
      starts at
      <span className="w-18">
        <NumberField
          label="Where the leader’s start lies, in seconds"
          value={draft ?? offsetSec}
          range={range}
          unit="s"
          onEdit={setDraft}
        />
      </span>
    </span>
  )
}
