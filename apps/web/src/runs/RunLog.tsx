import type { LogLine } from '@segue/protocol'
import { useEffect, useRef, useState } from 'react'
import { useDocument } from '../document/documentStore.ts'
import { cx } from '../ui/cx.ts'
import { Empty } from './Empty.tsx'
import { useRunStore } from './runStore.ts'
import { showNode } from './showNode.ts'

type Level = LogLine['level']
const rank: Record<Level, number> = { info: 0, warning: 1, error: 2 }
const filters: { level: Level; label: string }[] = [
  { level: 'info', label: 'All' },
  { level: 'warning', label: 'Warnings' },
  { level: 'error', label: 'Errors' },
]
const shownLines = 500

/** What the shown run said, newest last, with a filter by how bad it is. */
export function RunLog() {
  const log = useRunStore(({ view }) => view?.log)
  const [least, setLeast] = useState<Level>('info')
  const lines = (log ?? []).filter(({ level }) => rank[level] >= rank[least]).slice(-shownLines)
  return (
    <div className="flex h-full flex-col">
      <fieldset aria-label="Show" className="flex shrink-0 gap-1 px-3 pt-2">
        {filters.map(({ level, label }) => (
          <button
            key={level}
            type="button"
            aria-pressed={least === level}
            onClick={() => setLeast(level)}
            className={cx(
              'h-5.5 rounded-field px-2 text-tiny',
              least === level ? 'bg-raised text-text' : 'text-muted hover:text-text',
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {lines.length === 0 ? (
        <Empty title="Nothing here" hint="Nodes write what they notice while they run." />
      ) : (
        <Lines lines={lines} />
      )}
    </div>
  )
}

function Lines({ lines }: { lines: LogLine[] }) {
  const list = useRef<HTMLOListElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    if (lines.length > 0 && atEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [lines])
  return (
    <ol
      ref={list}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
      className="min-h-0 flex-1 overflow-auto px-3 py-1.5 font-mono text-tiny leading-5"
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever appended
        <Line key={index} line={line} />
      ))}
    </ol>
  )
}

const colours: Record<Level, string> = { info: 'text-text/90', warning: 'text-stale', error: 'text-error' }

function Line({ line: { at, nodeId, level, text } }: { line: LogLine }) {
  const name = useDocument(({ recipe }) => (nodeId === null ? undefined : recipe?.graph.nodes[nodeId]?.name))
  return (
    <li className="flex gap-3">
      <time className="shrink-0 text-muted">
        {new Date(at).toLocaleTimeString(undefined, { hour12: false })}
      </time>
      {nodeId !== null && (
        <button
          type="button"
          onClick={() => showNode(nodeId)}
          className="w-32 shrink-0 truncate text-left text-muted hover:text-text hover:underline"
        >
          {name ?? nodeId}
        </button>
      )}
      <span className={cx('min-w-0 whitespace-pre-wrap', colours[level])}>{text}</span>
    </li>
  )
}
