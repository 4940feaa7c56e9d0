import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { goBack } from './phonePlace.ts'

/** The head of a page: the way back where there is one, what it is, and what belongs beside that. */
export function PhoneHead({
  title,
  back,
  children,
}: {
  title: string
  back?: boolean
  children?: ReactNode
}) {
  return (
    <header className="sticky top-0 z-10 flex min-h-14 items-center gap-1 bg-canvas/92 px-4 pt-[env(safe-area-inset-top)] backdrop-blur-md">
      {back && (
        <button
          type="button"
          aria-label="Back"
          onClick={goBack}
          className="-ml-3 grid size-11 shrink-0 place-items-center text-muted"
        >
          <ChevronLeft size={24} />
        </button>
      )}
      <h1 className="min-w-0 flex-1 truncate font-semibold text-[20px]">{title}</h1>
      {children}
    </header>
  )
}
