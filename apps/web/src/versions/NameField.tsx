import type { SavedVersion } from '@segue/api'
import { useState } from 'react'
import { nameVersion } from './versionOrders.ts'

/** The name of a version while it is written. */
export function NameField({ save: { revision, name }, onDone }: { save: SavedVersion; onDone: () => void }) {
  const [draft, setDraft] = useState(name)
  const keep = () => {
    if (draft.trim() !== name) void nameVersion(revision, draft.trim())
    onDone()
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the field appears where the person has just clicked
      autoFocus
      aria-label={`Name of version ${revision}`}
      placeholder="A name, so that it stays"
      maxLength={120}
      value={draft}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') onDone()
      }}
      className="my-1 h-8 w-full rounded-field bg-well px-2 outline-none"
    />
  )
}
