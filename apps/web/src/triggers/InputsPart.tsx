import type { TriggerDraft } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Zap } from 'lucide-react'
import { useDraft } from './draftStore.ts'
import { Part } from './Field.tsx'
import { InputLine } from './InputLine.tsx'
import { useHeard } from './listenStore.ts'
import { eventValues } from './pointers.ts'
import { faceQuery } from './queries.ts'

/** What goes into the recipe: fixed values, or values that the event brings. */
export function InputsPart({ draft }: { draft: TriggerDraft }) {
  const { recipeId, version, settings } = draft
  const { data: face } = useQuery(faceQuery(recipeId, version))
  const { data: other } = useQuery(faceQuery(settings.kind === 'recipe' ? settings.of : '', null))
  const heard = useHeard(useDraft(({ id }) => id))
  if (face === undefined || face.inputs.length === 0) return null
  const values =
    settings.kind === 'schedule'
      ? []
      : eventValues(settings, { inputs: face.inputs, outputs: other?.outputs ?? [], heard })
  return (
    <Part title="What goes in">
      <p className="text-muted text-node">
        {settings.kind === 'schedule' ? (
          'What is left as it is has the default of the recipe.'
        ) : (
          <>
            Each has a fixed value. <Zap size={12} className="inline align-[-2px]" aria-hidden /> takes it
            from what arrives instead.
          </>
        )}
      </p>
      {face.inputs.map((input) => (
        <InputLine key={`${recipeId} ${input.key}`} {...{ input, draft, values }} />
      ))}
    </Part>
  )
}
