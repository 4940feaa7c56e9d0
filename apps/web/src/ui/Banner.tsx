import type { ReactNode } from 'react'

/** A line across the page with what a person must know about the whole of it. */
export function Banner({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-2.5 border-stale/30 border-b bg-stale/10 px-4 py-1 text-node text-stale"
    >
      {icon}
      {children}
    </div>
  )
}
