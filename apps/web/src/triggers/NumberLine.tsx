import { NumberField } from '../ui/NumberField.tsx'
import { Field } from './Field.tsx'

interface NumberLineProps {
  label: string
  name: string
  value: number
  min: number
  max: number
  onEdit: (value: number) => void
  help?: string
}

/** A line of the form that is a whole number. */
export function NumberLine({ label, name, value, min, max, onEdit, help }: NumberLineProps) {
  return (
    <Field label={label} name={name} {...(help === undefined ? {} : { help })}>
      <div className="w-28">
        <NumberField
          label={label}
          value={value}
          range={{ min, max, step: 1, integer: true }}
          onEdit={onEdit}
        />
      </div>
    </Field>
  )
}
