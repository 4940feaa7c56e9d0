import { elementOf, failureOf, portTypes, type RecipeInput } from '@segue/protocol'
import { toast } from 'sonner'
import { artifactIn } from '../previews/mainOutput.ts'
import { PreviewBody } from '../previews/PreviewBody.tsx'
import { uploadFile } from '../server/uploadFile.ts'
import { FileField } from '../ui/FileField.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { FieldEdits, InputValues } from './inputValues.ts'
import { acceptOf, ListControl } from './ListControl.tsx'
import { Segments } from './Segments.tsx'

interface Props {
  id: string
  input: RecipeInput
  /** What was filled in; the default shows while it is `undefined`. */
  value: InputValues[string] | undefined
  edits: FieldEdits
}

/** The right control for an input's type and limits. */
export function FieldControl({ id, input, value, edits }: Props) {
  const { label, limits } = input
  const shown = value ?? input.default
  const { set } = edits
  const options = limits?.options
  if (options !== undefined) {
    const pick = { value: String(shown ?? ''), label, onPick: set }
    return options.length <= 4 ? (
      <Segments {...pick} options={options} />
    ) : (
      <SelectField {...pick} id={id} choices={options.map((option) => ({ value: option, label: option }))} />
    )
  }
  const type = elementOf(input.type)
  if (type === 'number') {
    const range = {
      min: limits?.min ?? null,
      max: limits?.max ?? null,
      step: limits?.step ?? null,
      integer: limits?.step !== undefined && Number.isInteger(limits.step),
    }
    return (
      <NumberField
        id={id}
        label={label}
        range={range}
        placeholder="auto"
        value={typeof shown === 'number' ? shown : null}
        onEdit={set}
      />
    )
  }
  if (type === 'boolean') return <SwitchField id={id} label={label} value={shown === true} onPick={set} />
  if (portTypes[type].mimes.length > 0 && input.type.startsWith('list<'))
    return <ListControl {...{ id, input, value, edits }} />
  if (portTypes[type].mimes.length > 0) return <MediaControl {...{ id, input, value, edits }} />
  return (
    <TextField
      id={id}
      label={label}
      value={typeof shown === 'string' ? shown : shown === undefined ? '' : JSON.stringify(shown)}
      onEdit={set}
      {...(input.help === undefined ? {} : { placeholder: input.help })}
    />
  )
}

function MediaControl({ id, input, value, edits }: Props) {
  const own = artifactIn(value)
  const chosen = own ?? (value === undefined ? artifactIn(input.default) : null)
  return (
    <>
      <FileField
        label={input.label}
        chosen={chosen}
        accept={acceptOf(input)}
        onFile={(file) => take(file, edits)}
        {...(own === null ? {} : { onClear: edits.reset })}
      />
      {chosen?.mime.startsWith('audio/') && (
        <div className="relative mt-1 h-12 overflow-hidden rounded-field bg-well">
          <PreviewBody nodeId={`input ${id}`} artifact={chosen} />
        </div>
      )}
    </>
  )
}

async function take(file: File, { setFile }: FieldEdits): Promise<void> {
  try {
    setFile(await uploadFile(file, () => undefined))
  } catch (error) {
    const { message, hint } = failureOf(error)
    toast.error(message, { description: hint })
  }
}
