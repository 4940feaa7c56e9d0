import { useEffect, useState } from 'react'
import type { Json } from '../document/paramField.ts'
import type { OnEdit } from '../ui/gesture.ts'
import { TextField } from '../ui/TextField.tsx'
import { jsonProblem } from './jsonProblem.ts'

interface JsonInputProps {
  value: Json
  label: string
  onEdit: OnEdit<Json>
}

/** Data without a form of its own, as JSON text. Only text that reads as JSON is taken. */
export function JsonInput({ value, label, onEdit }: JsonInputProps) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const problem = jsonProblem(text)
  useEffect(() => {
    setText((current) => (same(current, value) ? current : JSON.stringify(value, null, 2)))
  }, [value])
  const take = (next: string, gesture: string) => {
    setText(next)
    if (jsonProblem(next) === '') onEdit(JSON.parse(next), gesture)
  }
  return (
    <>
      <TextField
        value={text}
        label={label}
        lines={Math.min(12, text.split('\n').length + 1)}
        mono
        invalid={problem !== ''}
        onEdit={take}
      />
      {problem ? <p className="pt-0.5 text-error text-tiny">{problem} The last good text counts.</p> : null}
    </>
  )
}

const same = (text: string, value: Json): boolean =>
  jsonProblem(text) === '' && JSON.stringify(JSON.parse(text)) === JSON.stringify(value)
