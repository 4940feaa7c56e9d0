import type { StepView } from '@segue/protocol'
import { artifactIn } from '../previews/mainOutput.ts'
import { Still } from '../previews/Still.tsx'
import { ValuePreview } from '../previews/ValuePreview.tsx'
import { cx } from '../ui/cx.ts'

/** What there is to pick from: the first list among what a step shows. */
export function choicesOf({ outputs }: Pick<StepView, 'outputs'>): readonly unknown[] {
  return Object.values(outputs).find((value) => Array.isArray(value)) ?? []
}

interface Props {
  choices: readonly unknown[]
  picked: number | null
  onPick: (index: number) => void
}

/** Several results side by side, one of which is picked. */
export function ChoiceGrid({ choices, picked, onPick }: Props) {
  return (
    <ul aria-label="Choices" className="grid grid-cols-2 gap-2 md:grid-cols-3">
      {choices.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice is named by its place
        <li key={index}>
          <button
            type="button"
            aria-pressed={picked === index}
            onClick={() => onPick(index)}
            className={cx(
              'block w-full rounded-field p-1 text-left',
              picked === index ? 'bg-text/15 ring-1 ring-text' : 'hover:bg-raised',
            )}
          >
            <Choice value={value} />
            <span className="block pt-1 text-node">{index + 1}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** A choice at a glance; nothing plays inside a button. */
function Choice({ value }: { value: unknown }) {
  const ref = artifactIn(value)
  return (
    <span className="relative block aspect-video w-full overflow-hidden rounded-field bg-well">
      {ref ? <Still artifact={ref} /> : <ValuePreview value={value} />}
    </span>
  )
}
