import { useState } from 'react'
import { edit, useDocument } from '../document/documentStore.ts'

/** The name of the open recipe: click to change it. */
export function RecipeName() {
  const name = useDocument(({ recipe }) => recipe?.name)
  const [draft, setDraft] = useState<string | null>(null)
  if (name === undefined) return null
  if (draft === null) {
    return (
      <h1 className="min-w-0 truncate font-medium">
        <button
          type="button"
          onClick={() => setDraft(name)}
          title="Rename"
          className="max-w-full truncate rounded-field px-1.5 py-0.5 hover:bg-raised"
        >
          {name}
        </button>
      </h1>
    )
  }
  const keep = () => {
    const next = draft.trim().slice(0, 120)
    if (next !== '' && next !== name) edit('Rename recipe', [{ type: 'recipe.set', name: next }])
    setDraft(null)
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the field appears where the person has just clicked
      autoFocus
      aria-label="Name of the recipe"
      value={draft}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') setDraft(null)
      }}
      className="w-56 rounded-field bg-well px-1.5 py-0.5 font-medium outline-none"
    />
  )
}
