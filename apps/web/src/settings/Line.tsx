import type { ReactNode } from 'react'

interface LineProps {
  label: string
  help?: string
  children: ReactNode
}

/** A line of settings: its label, its control, and what it means. */
export function Line({ label, help, children }: LineProps) {
  return (
    <fieldset
      aria-label={label}
      className="grid grid-cols-1 gap-1 md:grid-cols-[8.5rem_minmax(0,1fr)] md:gap-4"
    >
      <span className="pt-1 text-muted text-node">{label}</span>
      <div className="min-w-0">
        {children}
        {help !== undefined && <p className="pt-1 text-muted text-tiny">{help}</p>}
      </div>
    </fieldset>
  )
}
