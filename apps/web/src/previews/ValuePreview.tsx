import { TextLines } from './TextLines.tsx'

/** A plain value: numbers large, everything else as text. */
export function ValuePreview({ value }: { value: unknown }) {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return (
      <p className="absolute inset-0 grid place-items-center font-mono text-2xl tabular-nums">
        {typeof value === 'number' ? Number(value.toPrecision(7)) : value ? 'yes' : 'no'}
      </p>
    )
  }
  return <TextLines text={typeof value === 'string' ? value : JSON.stringify(value, null, 1)} />
}
