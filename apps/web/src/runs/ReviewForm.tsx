import type { StepView } from '@segue/protocol'
import type { z } from 'zod'
import { readFields } from '../document/paramField.ts'
import { ParamInput } from '../inspector/ParamInput.tsx'

/** What was filled in, by field. */
export type FormValues = Readonly<Record<string, z.core.util.JSONType>>

type Asked = Extract<NonNullable<StepView['asks']>, { for: 'answer' }>

interface Props {
  schema: NonNullable<Asked['form']>
  values: FormValues
  onEdit: (values: FormValues) => void
}

/** What else a question wants to know. */
export function ReviewForm({ schema, values, onEdit }: Props) {
  return readFields(schema).map((field) => (
    <div key={field.key} className="space-y-1">
      <p className="text-muted text-node">{field.title}</p>
      <ParamInput
        field={field}
        value={values[field.key] ?? field.default}
        onEdit={(value) => onEdit({ ...values, [field.key]: value })}
      />
    </div>
  ))
}
