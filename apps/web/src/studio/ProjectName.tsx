import { useEffect, useState } from 'react'
import { setProject } from './studioOrders.ts'
import { useStudio } from './studioStore.ts'

/** The name of the project: click it to write. What Live or another application has open stands there until then. */
export function ProjectName() {
  const name = useStudio(({ context }) => context?.project.name ?? '')
  const open = useStudio(
    ({ context }) => context?.apps.find(({ document }) => document?.name)?.document?.name,
  )
  const [draft, setDraft] = useState(name)
  useEffect(() => setDraft(name), [name])
  const keep = () => {
    if (draft.trim() !== name) void setProject({ name: draft.trim() })
  }
  return (
    <input
      type="text"
      aria-label="Name of the project"
      value={draft}
      maxLength={200}
      placeholder={open || 'Name this project'}
      spellCheck={false}
      autoComplete="off"
      className="-mx-2 w-full rounded-field border border-transparent bg-transparent px-2 py-0.5 font-medium text-xl leading-7 placeholder:text-muted hover:border-line focus:border-running focus:outline-none"
      onChange={({ target }) => setDraft(target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') setDraft(name)
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
