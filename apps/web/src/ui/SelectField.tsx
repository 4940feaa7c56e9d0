import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { cx } from './cx.ts'
import { well } from './well.ts'

interface SelectFieldProps {
  id?: string
  value: string
  label: string
  choices: readonly { value: string; label: string }[]
  onPick: (value: string) => void
  disabled?: boolean
  className?: string
}

/** One of a few named values. */
export function SelectField({ value, label, choices, onPick, className, ...rest }: SelectFieldProps) {
  return (
    <Select.Root
      value={value}
      items={[...choices]}
      onValueChange={(next) => {
        if (typeof next === 'string') onPick(next)
      }}
      {...rest}
    >
      <Select.Trigger
        aria-label={label}
        className={cx(well, 'nodrag flex px-2 h-6.5 items-center justify-between gap-1 text-left', className)}
      >
        <span className="truncate">
          <Select.Value />
        </span>
        <ChevronDown size={12} className="shrink-0 text-muted" />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Select.Popup className="max-h-80 min-w-(--anchor-width) overflow-y-auto rounded-node border border-line bg-header p-1 text-node shadow-pop outline-none">
            {choices.map((choice) => (
              <Select.Item
                key={choice.value}
                value={choice.value}
                className="flex h-6.5 items-center gap-2 rounded-field pr-3 pl-1.5 outline-none data-highlighted:bg-line"
              >
                <span className="w-3.5">
                  <Select.ItemIndicator>
                    <Check size={12} />
                  </Select.ItemIndicator>
                </span>
                <Select.ItemText>{choice.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
