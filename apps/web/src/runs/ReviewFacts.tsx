import type { Review } from '@segue/api'
import type { ArtifactRef } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { differenceWords, loudWords } from './loudWords.ts'
import { loudnessQuery } from './reviewQueries.ts'

interface Props {
  artifact: ArtifactRef | null
  /** What was approved before, when there is something to compare with. */
  before: ArtifactRef | null
  standIns: Review['standIns']
}

/** What of a thing is not seen by looking: how loud it is, and which of its steps were stand-ins. */
export function ReviewFacts({ artifact, before, standIns }: Props) {
  const told = standIns.length === 0 && artifact?.meta.standIn !== undefined ? ['an earlier step'] : standIns
  return (
    <div className="space-y-1.5">
      {artifact && canSound(artifact) && <Loud artifact={artifact} before={before} />}
      {told.length > 0 && (
        <p className="flex items-baseline gap-2 text-node">
          <span className="shrink-0 rounded-[3px] bg-stale/15 px-1.5 py-0.5 text-stale text-tiny">
            stand-in
          </span>
          <span className="text-muted">{told.join(', ')}</span>
        </p>
      )}
    </div>
  )
}

const canSound = ({ mime }: ArtifactRef): boolean =>
  mime.startsWith('video/') || (mime.startsWith('audio/') && mime !== 'audio/midi')

function Loud({ artifact, before }: { artifact: ArtifactRef; before: ArtifactRef | null }) {
  const { data: loud, isPending } = useQuery(loudnessQuery(artifact))
  const { data: earlier } = useQuery({ ...loudnessQuery(before ?? artifact), enabled: before !== null })
  if (loud === null) return <p className="text-muted text-node">No sound</p>
  return (
    <dl aria-label="Loudness" className="flex flex-wrap gap-x-6 gap-y-1 text-node">
      {loudWords(loud).map(([label, value, key]) => (
        <div key={key} className="flex items-baseline gap-2">
          <dt className="text-muted">{label}</dt>
          <dd className="font-mono tabular-nums">
            {isPending ? '…' : value}
            {before !== null && earlier && loud && (
              <span className="pl-1.5 text-muted">{differenceWords(loud[key], earlier[key])}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
