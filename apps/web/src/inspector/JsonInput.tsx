import { useEffect, useState } from 'react'
import type { Json } from '../document/paramField.ts'
import type { OnEdit } from '../ui/gesture.ts'
import { TextField } from '../ui/TextField.tsx'

interface JsonInputProps {
  value: Json
  label: string
  onEdit: OnEdit<Json>
}

/** Data without a form of its own, as JSON text. Only text that reads as JSON is taken. */
export function JsonInput({ value, label, onEdit }: JsonInputProps) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    setText((current) => (same(current, value) ? current : JSON.stringify(value, null, 2)))
  }, [value])
  const take = (next: string, gesture: string) => {
    setText(next)
    try {
      onEdit(JSON.parse(next), gesture)
      setBroken(false)
    } catch {
      setBroken(true)
    }
  }
  return (
    <>
      <TextField
        value={text}
        label={label}
        lines={Math.min(12, text.split('\n').length + 1)}
        mono
        invalid={broken}
        onEdit={take}
      />
      {broken ? (
        <p className="text-error text-tiny">This does not read as JSON yet; the last good text counts.</p>
      ) : null}
    </>
  )
}

const same = (text: string, value: Json): boolean => {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(value)
  } catch {
    return false
  }
}
