import { useId } from 'react'
import { cx } from '../ui/cx.ts'

interface Props {
  label: string
  value: string
  options: readonly string[]
  onPick: (value: string) => void
}

/** One of up to four words, all in view. */
export function Segments({ label, value, options, onPick }: Props) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="flex h-6.5 rounded-field bg-well p-0.5">
      {options.map((option) => (
        <label
          key={option}
          className={cx(
            'flex min-w-0 flex-1 items-center justify-center rounded-[3px] text-node has-focus-visible:outline-[1.5px] has-focus-visible:outline-running',
            option === value ? 'bg-raised text-text' : 'text-muted hover:text-text',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onPick(option)}
            className="sr-only"
          />
          <span className="truncate px-1.5">{option}</span>
        </label>
      ))}
    </div>
  )
}
