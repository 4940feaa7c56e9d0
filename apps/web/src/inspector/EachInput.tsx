import { type GraphNode, mapGiven } from '@segue/protocol'
import type { OnEdit } from '../ui/gesture.ts'
import { SelectField } from '../ui/SelectField.tsx'

interface EachInputProps {
  node: GraphNode
  value: string
  label: string
  onEdit: OnEdit<string>
  /** On the node itself: one line only. */
  compact?: boolean
}

/** Which input of the body gets one item at a time. */
export function EachInput({ node, value, label, onEdit, compact = false }: EachInputProps) {
  const given: readonly string[] = mapGiven
  const inputs = (node.body?.inputs ?? []).filter(({ key }) => !given.includes(key))
  const known = inputs.some(({ key }) => key === value)
  const choices = [
    ...(known ? [] : [{ value, label: value === '' ? 'Choose…' : `${value} (gone)` }]),
    ...inputs.map(({ key, label: title }) => ({ value: key, label: title })),
  ]
  return (
    <>
      <SelectField label={label} value={value} choices={choices} onPick={(key) => onEdit(key, '')} />
      {known || compact ? null : (
        <p className="pt-0.5 text-error text-tiny">
          {inputs.length === 0 ? 'Nothing inside takes items yet.' : 'Choose the input that gets the items.'}
        </p>
      )}
    </>
  )
}
