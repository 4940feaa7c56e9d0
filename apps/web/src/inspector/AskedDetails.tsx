import { elementOf, portTypes, type RecipeInput } from '@segue/protocol'
import { type ReactNode, useId } from 'react'
import { FieldControl } from '../recipes/FieldControl.tsx'
import type { OnEdit } from '../ui/gesture.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { TextField } from '../ui/TextField.tsx'

interface AskedDetailsProps {
  input: RecipeInput
  onEdit: OnEdit<RecipeInput>
}

/** Everything that can be said of one input: its words, its default, and what is allowed. */
export function AskedDetails({ input, onEdit }: AskedDetailsProps) {
  const id = useId()
  const { label, group = '', help = '', required, limits = {} } = input
  const element = elementOf(input.type)
  const set = (part: Partial<RecipeInput>, gesture = '') => onEdit({ ...input, ...part }, gesture)
  const unset = ({ default: _, ...rest }: RecipeInput) => onEdit(rest, '')
  const limit = (side: 'min' | 'max') => (
    <NumberField
      label={`${side === 'min' ? 'Least' : 'Most'} of ${label}`}
      value={limits[side] ?? null}
      placeholder="any"
      range={{ min: null, max: null, step: limits.step ?? null, integer: false }}
      onEdit={(value, gesture) => set({ limits: { ...limits, [side]: value } }, gesture)}
    />
  )
  return (
    <div className="flex flex-col gap-1">
      <Row title="Label">
        <TextField
          label={`Label of ${input.key}`}
          value={label}
          maxLength={120}
          onEdit={(text, gesture) => set({ label: text }, gesture)}
        />
      </Row>
      <Row title="Group">
        <TextField
          label={`Group of ${label}`}
          value={group}
          maxLength={60}
          onEdit={(text, gesture) => set({ group: text }, gesture)}
        />
      </Row>
      <Row title="Help">
        <TextField
          label={`Help for ${label}`}
          value={help}
          lines={2}
          maxLength={600}
          onEdit={(text, gesture) => set({ help: text }, gesture)}
        />
      </Row>
      <Row title="Needed">
        <SwitchField
          label={`${label} is needed`}
          value={required}
          onPick={(value) => set({ required: value })}
        />
      </Row>
      {element === 'number' ? (
        <Row title="From, to">
          <div className="grid grid-cols-2 gap-1">
            {limit('min')}
            {limit('max')}
          </div>
        </Row>
      ) : null}
      {element === 'text' ? (
        <Row title="Choices">
          <TextField
            label={`Choices of ${label}`}
            value={(limits.options ?? []).join(', ')}
            placeholder="Any text"
            onEdit={(text, gesture) => set(choices(input, text), gesture)}
          />
        </Row>
      ) : null}
      {portTypes[element].mimes.length === 0 && input.type === element ? (
        <Row title="Default">
          <FieldControl
            id={id}
            input={input}
            value={undefined}
            edits={{ set: (value) => set({ default: value }), setFile: () => {}, reset: () => unset(input) }}
          />
        </Row>
      ) : null}
    </div>
  )
}

/** Choices as they are written, each once; none: any text. A default that is no choice any more becomes the first. */
function choices({ limits = {}, default: before }: RecipeInput, text: string): Partial<RecipeInput> {
  const { options: _, ...others } = limits
  const options = [...new Set(text.split(',').map((one) => one.trim()))].filter(Boolean)
  const [first] = options
  if (first === undefined) return { limits: others }
  const isLost = before !== undefined && !options.includes(String(before))
  return { limits: { ...others, options }, ...(isLost ? { default: first } : {}) }
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,5fr)] items-center gap-2">
      <span className="text-muted text-tiny">{title}</span>
      <div className="min-w-0">{children}</div>
    </div>
  )
}
