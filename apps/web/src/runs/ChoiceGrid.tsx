import type { StepView } from '@segue/protocol'
import { cx } from '../ui/cx.ts'
import { ShownValue } from './ShownValue.tsx'

/** What there is to pick from: the first list among what a step shows. */
export function choicesOf({ outputs }: Pick<StepView, 'outputs'>): readonly unknown[] {
  return Object.values(outputs).find((value) => Array.isArray(value)) ?? []
}

interface Props {
  nodeId: string
  choices: readonly unknown[]
  picked: number | null
  onPick: (index: number) => void
}

/** Several results side by side, one of which is picked. */
export function ChoiceGrid({ nodeId, choices, picked, onPick }: Props) {
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
            <ShownValue nodeId={`${nodeId} choice ${index}`} value={value} />
            <span className="block pt-1 text-node">{index + 1}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
