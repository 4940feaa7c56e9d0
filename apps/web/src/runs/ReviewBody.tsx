import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { artifactIn } from '../previews/mainOutput.ts'
import { Segments } from '../recipes/Segments.tsx'
import { ReviewFacts } from './ReviewFacts.tsx'
import { ReviewPlayer, type Take } from './ReviewPlayer.tsx'
import { reviewQuery } from './reviewQueries.ts'
import { ShownValue } from './ShownValue.tsx'
import { formatWhen } from './time.ts'

interface Props {
  runId: string
  nodeId: string
  /** What is asked about. */
  value: unknown
}

const now = 'This one'
const earlier = 'Approved'
const both = 'Side by side'

/** What a step asks about, playing, against what was approved at the same place before, with what cannot be seen in it. */
export function ReviewBody({ runId, nodeId, value }: Props) {
  const { data: review } = useQuery(reviewQuery(runId, nodeId))
  const [mode, setMode] = useState(now)
  const before = review?.before ?? null
  const [ref, old] = [artifactIn(value), artifactIn(before?.value)]
  const comparable = before !== null && ref?.mime.split('/')[0] === old?.mime.split('/')[0]
  const same = ref !== null && ref.artifactId === old?.artifactId
  const takes: Take[] = [
    ...(ref ? [{ label: now, ref }] : []),
    ...(ref && old && comparable && !same ? [{ label: earlier, ref: old }] : []),
  ]
  const compares = comparable && !same && before !== null
  return (
    <div className="space-y-3">
      {compares && (
        <div className="max-md:[zoom:1.35]">
          <Segments label="Compare" value={mode} options={[now, earlier, both]} onPick={setMode} />
        </div>
      )}
      {takes.length > 0 ? (
        <ReviewPlayer takes={takes} shown={mode === earlier ? 1 : 0} side={mode === both} />
      ) : (
        <div className={mode === both ? 'grid grid-cols-2 gap-2' : ''}>
          {mode !== earlier && <ShownValue nodeId={`${runId} ${nodeId}`} value={value} />}
          {compares && mode !== now && (
            <ShownValue nodeId={`${runId} ${nodeId} before`} value={before.value} />
          )}
        </div>
      )}
      {before !== null && (
        <p className="text-muted text-node">
          {same ? 'Exactly this was approved' : 'Last approved'} {formatWhen(before.at, Date.now())}
          {before.by !== null && `, from: ${before.by}`}
        </p>
      )}
      <ReviewFacts artifact={ref} before={compares ? old : null} standIns={review?.standIns ?? []} />
    </div>
  )
}
