import type { StudioRelation } from '@segue/protocol'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { formatWhen, useNow } from '../runs/time.ts'
import { titleOf } from './appLook.ts'
import { openRelatedRun } from './openRelatedRun.ts'
import { relationLooks } from './relationLook.ts'

const first = 6

/** What went from one application to another, newest first. A click opens the run that did it. */
export function RelationList({ relations }: { relations: readonly StudioRelation[] }) {
  const now = useNow(30_000, true)
  const [all, setAll] = useState(false)
  const shown = all ? relations : relations.slice(0, first)
  return (
    <>
      <ul aria-label="What went over" className="-mx-1.5 text-node">
        {shown.map((relation) => (
          <Row
            key={`${relation.from} ${relation.to} ${relation.kind} ${relation.name}`}
            {...{ relation, now }}
          />
        ))}
      </ul>
      {relations.length > first && (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className="h-6 text-muted text-tiny hover:text-text"
        >
          {all ? 'Less' : `${relations.length - first} more`}
        </button>
      )}
    </>
  )
}

function Row({ relation, now }: { relation: StudioRelation; now: number }) {
  const { from, to, kind, name, times, at, runId } = relation
  const content = (
    <>
      <span className="flex items-center gap-1.5">
        <span className="flex shrink-0 items-center gap-1">
          {titleOf(from)} <ArrowRight size={11} className="text-muted" aria-label="to" /> {titleOf(to)}
        </span>
        <span className="ml-auto shrink-0 text-muted text-tiny">
          {times > 1 && <span className="tnum">{times}×, </span>}
          {formatWhen(at, now)}
        </span>
      </span>
      <span className="block truncate text-muted text-tiny" title={name}>
        {relationLooks[kind].label}: {name}
      </span>
    </>
  )
  if (runId === null) return <li className="px-1.5 py-1">{content}</li>
  return (
    <li>
      <button
        type="button"
        onClick={() => void openRelatedRun(runId)}
        className="block w-full rounded-field px-1.5 py-1 text-left hover:bg-white/4"
      >
        {content}
      </button>
    </li>
  )
}
