import { SwitchField } from '../ui/SwitchField.tsx'
import { Field } from './Field.tsx'

interface SwitchLineProps {
  label: string
  name: string
  value: boolean
  onPick: (value: boolean) => void
  help?: string
}

/** A line of the form that is yes or no. */
export function SwitchLine({ label, name, value, onPick, help }: SwitchLineProps) {
  return (
    <Field label={label} name={name} {...(help === undefined ? {} : { help })}>
      <span className="flex h-6.5 items-center">
        <SwitchField label={label} value={value} onPick={onPick} />
      </span>
    </Field>
  )
}
