import { type ReactNode, useId } from 'react'
import { cx } from '../ui/cx.ts'

export interface Choice<Value extends string> {
  value: Value
  title: string
  /** What choosing it means. */
  meaning: string
  /** What can be set further while it is chosen. */
  more?: ReactNode
}

interface ChoicesProps<Value extends string> {
  label: string
  value: Value
  choices: readonly Choice<Value>[]
  onPick: (value: Value) => void
}

/** One of a few ways, each with what it means. */
export function Choices<Value extends string>({ label, value, choices, onPick }: ChoicesProps<Value>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="grid gap-1">
      {choices.map((choice) => {
        const chosen = choice.value === value
        return (
          <div key={choice.value} className={cx('rounded-field', chosen ? 'bg-card' : 'hover:bg-card/50')}>
            <label className="flex gap-2.5 rounded-field px-2.5 py-2 has-focus-visible:outline-[1.5px] has-focus-visible:outline-running">
              <input
                type="radio"
                name={name}
                value={choice.value}
                checked={chosen}
                onChange={() => onPick(choice.value)}
                className="mt-0.5 size-3.5 shrink-0 accent-running outline-none"
              />
              <span className="min-w-0">
                <span className="block">{choice.title}</span>
                <span className="block text-muted text-node">{choice.meaning}</span>
              </span>
            </label>
            {chosen && choice.more !== undefined && (
              <div className="flex flex-wrap items-center gap-2 px-2.5 pb-2.5 pl-8.5 text-muted text-node">
                {choice.more}
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}
