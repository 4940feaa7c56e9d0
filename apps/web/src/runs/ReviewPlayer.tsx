import type { ArtifactRef } from '@segue/protocol'
import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatSeconds } from '../previews/facts.ts'
import { usePreview } from '../server/queries.ts'
import { cx } from '../ui/cx.ts'
import { ReviewTake } from './ReviewTake.tsx'
import { createPair, type Pair } from './reviewPair.ts'

export interface Take {
  label: string
  ref: ArtifactRef
}

interface Props {
  /** One, or the new one and the one to compare it with. */
  takes: readonly Take[]
  /** Which is shown and heard. */
  shown: number
  /** All of them in sight. */
  side: boolean
}

/** Plays what is reviewed; two takes stay together, so that one can go back and forth between them. */
export function ReviewPlayer({ takes, shown, side }: Props) {
  const pair = useRef<Pair>(undefined)
  const [{ at, playing }, setNow] = useState({ at: 0, playing: false })
  pair.current ??= createPair(setNow)
  useEffect(() => pair.current?.hear(shown), [shown])
  const first = takes[0]
  const { data: preview } = usePreview(takes[shown]?.ref ?? (first as Take).ref)
  const plays = preview?.kind === 'video' || preview?.kind === 'waveform'
  const durationSec = plays ? preview.durationSec : 0
  const aspect =
    preview?.kind === 'video' || preview?.kind === 'image' ? preview.width / preview.height : 16 / 9
  return (
    <div className="overflow-hidden rounded-node bg-black">
      <div
        className={cx(
          'relative grid max-h-[52vh] w-full',
          side && takes.length > 1 ? 'grid-cols-2 gap-px' : 'grid-cols-1',
        )}
        style={{ aspectRatio: side && takes.length > 1 ? aspect * 2 : Math.max(aspect, 0.9) }}
      >
        {takes.map(({ label, ref }, index) => (
          <div
            key={`${label} ${ref.artifactId}`}
            className={cx(
              'relative min-h-0 min-w-0 overflow-hidden',
              !side && 'col-start-1 row-start-1',
              !side && index !== shown && 'invisible',
            )}
          >
            <ReviewTake
              artifact={ref}
              played={durationSec > 0 ? at / durationSec : 0}
              onElement={(element) => pair.current?.put(index, element)}
              {...(index === shown
                ? { onTime: () => pair.current?.align(), onToggle: () => pair.current?.toggle() }
                : {})}
            />
            {takes.length > 1 && (
              <span className="absolute top-2 left-2 rounded-field bg-black/70 px-1.5 py-0.5 text-tiny text-white">
                {label}
              </span>
            )}
          </div>
        ))}
      </div>
      {plays && (
        <div className="flex items-center gap-3 bg-well px-3 py-2">
          <button
            type="button"
            aria-label={playing ? 'Pause' : 'Play'}
            onClick={() => pair.current?.toggle()}
            className="grid size-9 shrink-0 place-items-center rounded-full bg-raised text-text hover:bg-line-hover max-md:size-11"
          >
            {playing ? <Pause size={16} /> : <Play size={16} className="translate-x-px fill-current" />}
          </button>
          <input
            type="range"
            aria-label="Position"
            min={0}
            max={durationSec}
            step={0.01}
            value={Math.min(at, durationSec)}
            aria-valuetext={formatSeconds(at)}
            onChange={({ target }) => pair.current?.seek(Number(target.value))}
            className="h-9 min-w-0 flex-1 accent-text max-md:h-11"
          />
          <span className="font-mono text-muted text-tiny tabular-nums">
            {formatSeconds(at)} / {formatSeconds(durationSec)}
          </span>
        </div>
      )}
    </div>
  )
}
