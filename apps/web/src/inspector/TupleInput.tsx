import { blank } from '../document/fieldValue.ts'
import type { InnerInputProps } from './ListInput.tsx'
import { ParamInput } from './ParamInput.tsx'

/** A few values side by side, always the same number of them: from and to, x y z. */
export function TupleInput({ field, value, onEdit }: InnerInputProps) {
  const { fields, title } = field
  const items = fields.map(
    (inner, index) => (Array.isArray(value) ? value[index] : undefined) ?? blank(inner),
  )
  return (
    <div className="flex gap-1">
      {fields.map((inner, index) => (
        <div key={inner.key} className="min-w-0 flex-1">
          <ParamInput
            field={{ ...inner, title: `${title} ${inner.title}` }}
            value={items[index]}
            onEdit={(next, gesture) => onEdit(items.with(index, next), gesture)}
          />
        </div>
      ))}
    </div>
  )
}
