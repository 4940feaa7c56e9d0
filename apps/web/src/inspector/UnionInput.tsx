import { blank, hasShape } from '../document/fieldValue.ts'
import { SelectField } from '../ui/SelectField.tsx'
import type { InnerInputProps } from './ListInput.tsx'
import { ParamInput } from './ParamInput.tsx'

/** One of several forms: which one, then what it asks for. Another form starts empty. */
export function UnionInput({ field, value, onEdit }: InnerInputProps) {
  const { fields, title, nullable } = field
  const found = value === undefined || value === null ? -1 : fields.findIndex((form) => hasShape(form, value))
  const form = fields[found]
  const none = nullable || found < 0 ? [{ value: '', label: nullable ? 'Nothing' : 'Choose…' }] : []
  const choices = [...none, ...fields.map((one, index) => ({ value: String(index), label: one.title }))]
  const pick = (next: string) => {
    const chosen = next === '' ? undefined : fields[Number(next)]
    if (chosen) onEdit(blank(chosen), '')
    else if (nullable) onEdit(null, '')
  }
  return (
    <div className="flex flex-col gap-1">
      <SelectField
        label={`${title}: which`}
        value={form ? String(found) : ''}
        choices={choices}
        onPick={pick}
      />
      {form ? (
        <ParamInput field={{ ...form, title: `${title}: ${form.title}` }} value={value} onEdit={onEdit} />
      ) : null}
    </div>
  )
}
