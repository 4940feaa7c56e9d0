import { Play } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { startRun } from '../runs/startRun.ts'
import { Button } from '../ui/Button.tsx'
import { FieldControl } from './FieldControl.tsx'
import { formEdits, useInputValue } from './inputValues.ts'

/** One knob under a finished output, to make it again a little differently. */
export function ChangeOne({ onRun }: { onRun: () => void }) {
  const recipeId = useDocument(({ recipe }) => recipe?.id)
  const input = useDocument(({ recipe }) =>
    recipe?.inputs.find(({ limits }) => (limits?.options?.length ?? 0) > 1),
  )
  const value = useInputValue(recipeId ?? '', input?.key ?? '')
  if (input === undefined) return null
  return (
    <div className="flex items-center gap-3 border-line border-t px-4 py-2.5 text-node">
      <span className="shrink-0 text-muted max-md:sr-only">Change one thing</span>
      <span className="shrink-0">{input.label}</span>
      <div className="w-56 min-w-0">
        <FieldControl id="change-one" input={input} value={value} edits={formEdits(input.key)} />
      </div>
      <Button
        className="ml-auto"
        onClick={() => {
          onRun()
          void startRun()
        }}
      >
        <Play size={12} className="fill-current" />
        Run again
      </Button>
    </div>
  )
}
