import type { ReactNode } from 'react'

/** A small word over a preview that says where it comes from. */
export function Badge({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className="pointer-events-auto rounded-[3px] bg-black/65 px-1.5 text-[10px] leading-4 font-medium text-white/90"
    >
      {children}
    </span>
  )
}
