import { cx } from '../ui/cx.ts'
import { well } from '../ui/well.ts'

interface SecretFieldProps {
  label: string
  value: string
  onEdit: (text: string) => void
  /** One is kept already, and cannot be shown. */
  kept: boolean
}

/** A password or key: goes in and never comes out. */
export function SecretField({ label, value, onEdit, kept }: SecretFieldProps) {
  return (
    <input
      type="password"
      aria-label={label}
      autoComplete="new-password"
      value={value}
      placeholder={kept ? 'kept; type to replace it' : ''}
      onChange={(event) => onEdit(event.target.value)}
      className={cx(well, 'h-6.5 px-2')}
    />
  )
}
