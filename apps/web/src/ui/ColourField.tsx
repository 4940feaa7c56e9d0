import { type OnEdit, useGesture } from './gesture.ts'
import { TextField } from './TextField.tsx'

interface ColourFieldProps {
  value: string
  label: string
  onEdit: OnEdit<string>
}

/** A colour as `#rrggbb`: a swatch that opens the picker of the system, and the text. */
export function ColourField({ value, label, onEdit }: ColourFieldProps) {
  const gesture = useGesture()
  return (
    <div className="flex items-center gap-1.5">
      <input
        type="color"
        aria-label={`${label}, picker`}
        value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#000000'}
        onFocus={gesture.renew}
        onChange={(event) => onEdit(event.target.value, gesture.key())}
        className="nodrag size-6.5 shrink-0 rounded-field border border-line bg-well p-0.5"
      />
      <TextField value={value} label={label} onEdit={onEdit} mono />
    </div>
  )
}
