import type { TriggerDraft } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Part } from './Field.tsx'
import { InputLine } from './InputLine.tsx'
import { faceQuery } from './queries.ts'

/** What goes into the recipe: fixed values, or values that the event brings. */
export function InputsPart({ draft }: { draft: TriggerDraft }) {
  const { recipeId, version, settings } = draft
  const { data: face } = useQuery(faceQuery(recipeId, version))
  if (face === undefined || face.inputs.length === 0) return null
  return (
    <Part title="What goes in">
      <p className="text-muted text-node">
        {settings.kind === 'schedule'
          ? 'What is left as it is has the default of the recipe.'
          : 'Each has a fixed value, or takes one from what arrives.'}
      </p>
      {face.inputs.map((input) => (
        <InputLine key={`${recipeId} ${input.key}`} input={input} draft={draft} />
      ))}
    </Part>
  )
}
