import { useState } from 'react'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { EventValue } from './pointers.ts'

interface PointerFieldProps {
  label: string
  pointer: string
  values: readonly EventValue[]
  onPick: (pointer: string) => void
}

const other = 'other'

/** A value of the event: one that is known, or the way to another. */
export function PointerField({ label, pointer, values, onPick }: PointerFieldProps) {
  const isKnown = values.some((value) => value.pointer === pointer)
  const [writing, setWriting] = useState(!isKnown)
  return (
    <div className="grid gap-1.5">
      <SelectField
        label={label}
        value={writing || !isKnown ? other : pointer}
        choices={[
          ...values.map((value) => ({ value: value.pointer, label: value.label })),
          { value: other, label: 'Another value…' },
        ]}
        onPick={(picked) => {
          setWriting(picked === other)
          if (picked !== other) onPick(picked)
        }}
      />
      {(writing || !isKnown) && (
        <TextField
          label={`${label}: the way to it`}
          mono
          maxLength={200}
          value={pointer}
          placeholder="/body/title"
          onEdit={onPick}
        />
      )}
    </div>
  )
}
