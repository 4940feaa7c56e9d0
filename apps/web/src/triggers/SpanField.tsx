import { SelectField } from '../ui/SelectField.tsx'
import { spanWords } from './spans.ts'

interface SpanFieldProps {
  label: string
  /** Null = without end. */
  value: number | null
  /** What is offered, in the unit of the value; the present value is offered, too. */
  spans: readonly (number | null)[]
  unit: 'sec' | 'ms'
  /** How null reads. */
  endless?: string
  onPick: (value: number | null) => void
  className?: string
}

/** A length of time, one of a few. */
export function SpanField(props: SpanFieldProps) {
  const { label, value, spans, unit, endless = '', onPick, className } = props
  const far = Number.POSITIVE_INFINITY
  const offered = [...new Set([...spans, value])].sort((a, b) => (a ?? far) - (b ?? far))
  const toMs = unit === 'sec' ? 1000 : 1
  return (
    <div className={className ?? 'max-w-44'}>
      <SelectField
        label={label}
        value={String(value)}
        choices={offered.map((span) => ({
          value: String(span),
          label: span === null ? endless : spanWords(span * toMs),
        }))}
        onPick={(picked) => onPick(picked === 'null' ? null : Number(picked))}
      />
    </div>
  )
}
