import { Switch } from '@base-ui/react/switch'

interface SwitchFieldProps {
  id?: string
  value: boolean
  label: string
  onPick: (value: boolean) => void
  disabled?: boolean
}

/** Yes or no. */
export function SwitchField({ value, label, onPick, ...rest }: SwitchFieldProps) {
  return (
    <Switch.Root
      {...rest}
      checked={value}
      onCheckedChange={onPick}
      aria-label={label}
      className="nodrag relative inline-flex h-4 w-7 items-center shrink-0 rounded-full bg-raised transition-colors duration-100 data-checked:bg-running"
    >
      <Switch.Thumb className="block size-3 translate-x-0.5 rounded-full bg-text transition-transform duration-100 data-checked:translate-x-3.5" />
    </Switch.Root>
  )
}
