import type { StudioApp } from '@segue/api'
import type { AppDocument } from '@segue/protocol'
import { Pause, Play } from 'lucide-react'
import { Position } from './Position.tsx'
import { barsOf, clockOf, tempoOf } from './positionWords.ts'

/** What an application has open: its name, whether it is saved, and where it is. */
export function OpenDocument({ app, document }: { app: StudioApp; document: AppDocument }) {
  const { name, path, unsaved, facts } = document
  // A wire has nothing open: it only tells facts.
  const isNamed = name !== app.title
  return (
    <div className="grid gap-1.5 empty:hidden">
      {isNamed && (
        <p className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-medium text-ui">{name || 'Untitled'}</span>
          {unsaved && (
            <span className="flex shrink-0 items-center gap-1.5 text-stale text-tiny">
              <span aria-hidden className="size-1.5 rounded-full bg-stale" />
              unsaved changes
            </span>
          )}
          {unsaved === false && <span className="shrink-0 text-muted text-tiny">saved</span>}
        </p>
      )}
      {path !== null && (
        <p title={path} className="truncate text-left font-mono text-[10px] text-muted leading-3.5" dir="rtl">
          <bdi>{path}</bdi>
        </p>
      )}
      <Where document={document} at={app.documentAt ?? 0} />
      {Object.keys(facts).length > 0 && (
        <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted text-tiny">
          {Object.entries(facts).map(([key, value]) => (
            <span key={key} className="max-w-full truncate">
              {key} <span className="tnum text-text">{value}</span>
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

const positionNow = ({ beats, meter, sec, frame }: Pick<AppDocument, 'beats' | 'meter' | 'sec' | 'frame'>) =>
  [
    beats === null ? null : barsOf(beats, meter),
    sec === null ? null : clockOf(sec),
    frame === null ? null : `frame ${Math.floor(frame)}`,
  ]
    .filter(Boolean)
    .join('  ·  ')

function Where({ document, at }: { document: AppDocument; at: number }) {
  const { playing, tempo, meter, fps, beats, sec, frame } = document
  const fixed = [
    tempo === null ? null : `${tempoOf(tempo)} bpm`,
    meter === null ? null : `${meter.num}/${meter.den}`,
    fps === null ? null : `${tempoOf(fps)} fps`,
  ].filter(Boolean)
  if (fixed.length === 0 && beats === null && sec === null && frame === null) return null
  return (
    <p className="tnum flex flex-wrap items-center gap-x-3 gap-y-1 font-mono">
      {playing !== null &&
        (playing ? (
          <Play size={11} className="fill-done text-done" aria-label="plays" />
        ) : (
          <Pause size={11} className="fill-muted text-muted" aria-label="stands still" />
        ))}
      <Position told={document} at={at} words={positionNow} className="whitespace-pre" />
      {fixed.length > 0 && <span className="text-muted">{fixed.join('  ·  ')}</span>}
    </p>
  )
}
