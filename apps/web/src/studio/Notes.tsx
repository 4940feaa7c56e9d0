import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { setProject } from './studioOrders.ts'
import { useStudio } from './studioStore.ts'

const field =
  'h-6 rounded-field border border-transparent bg-well px-1.5 text-node placeholder:text-muted focus:border-running focus:outline-none'

/** Anything worth keeping about the project: a client, a deadline, a venue. */
export function Notes() {
  const notes = useStudio(({ context }) => context?.project.notes)
  const [writing, setWriting] = useState<{ key: string; value: string } | null>(null)
  if (notes === undefined) return null
  const keep = () => {
    if (writing?.key.trim() && writing.value.trim())
      void setProject({ notes: { ...notes, [writing.key.trim()]: writing.value.trim() } })
    setWriting(null)
  }
  const without = (key: string) =>
    void setProject({ notes: Object.fromEntries(Object.entries(notes).filter(([one]) => one !== key)) })
  return (
    <div className="mt-1.5 flex min-h-6 flex-wrap items-center gap-1.5 text-node">
      {Object.entries(notes).map(([key, value]) => (
        <span key={key} className="group flex h-6 items-center gap-1.5 rounded-field bg-card pr-1 pl-2">
          <button type="button" className="flex max-w-72 gap-1.5" onClick={() => setWriting({ key, value })}>
            <span className="text-muted">{key}</span>
            <span className="truncate">{value}</span>
          </button>
          <button
            type="button"
            aria-label={`Remove the note ${key}`}
            onClick={() => without(key)}
            className="text-muted opacity-0 hover:text-text focus-visible:opacity-100 group-hover:opacity-100"
          >
            <X size={12} />
          </button>
        </span>
      ))}
      {writing === null ? (
        <button
          type="button"
          onClick={() => setWriting({ key: '', value: '' })}
          className="flex h-6 items-center gap-1 rounded-field px-1.5 text-muted hover:bg-raised hover:text-text"
        >
          <Plus size={12} />
          Note
        </button>
      ) : (
        <form
          className="flex gap-1"
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Escape') setWriting(null)
          }}
          onSubmit={(event) => {
            event.preventDefault()
            keep()
          }}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) keep()
          }}
        >
          <input
            // biome-ignore lint/a11y/noAutofocus: a person has just asked to write here
            autoFocus={writing.key === ''}
            aria-label="What the note is about"
            placeholder="Client"
            maxLength={60}
            value={writing.key}
            className={`${field} w-24`}
            onChange={({ target }) => setWriting({ ...writing, key: target.value })}
          />
          <input
            // biome-ignore lint/a11y/noAutofocus: a person has just asked to write here
            autoFocus={writing.key !== ''}
            aria-label="The note"
            placeholder="Nord"
            maxLength={2000}
            value={writing.value}
            className={`${field} w-44`}
            onChange={({ target }) => setWriting({ ...writing, value: target.value })}
          />
          <button type="submit" className="sr-only">
            Keep the note
          </button>
        </form>
      )}
    </div>
  )
}
