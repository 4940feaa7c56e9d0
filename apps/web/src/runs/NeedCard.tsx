import type { ReactNode } from 'react'

/** One thing that needs a person: what it is, then what can be done. Fits a desk and a phone. */
export function NeedCard({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions: ReactNode
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium text-node">{title}</p>
        {children}
      </div>
      <div className="flex flex-wrap gap-1.5 max-md:w-full max-md:[&>button]:min-h-[44px] max-md:[&>button]:min-w-[72px] max-md:[&>button]:flex-1">
        {actions}
      </div>
    </div>
  )
}
