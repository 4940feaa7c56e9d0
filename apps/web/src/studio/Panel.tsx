import type { ReactNode } from 'react'

/** A titled part of the studio. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-node border border-line bg-panel p-3">
      <h2 className="mb-2 font-medium">{title}</h2>
      {children}
    </section>
  )
}
