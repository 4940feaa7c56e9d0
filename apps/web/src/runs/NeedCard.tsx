import type { HeldStep } from '@segue/protocol'
import { ChevronRight } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { openRun } from './openItem.ts'
import { wayWords } from './wayWords.ts'

interface NeedCardProps {
  title: string
  /** The step that it is about, when that is inside another run. */
  of?: HeldStep
  children: ReactNode
  actions: ReactNode
}

/** One thing that needs a person: what it is, then what can be done. Fits a desk and a phone. */
export function NeedCard({ title, of, children, actions }: NeedCardProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        {of && of.place.length > 0 && <Way {...of} />}
        <p className="font-medium text-node">{title}</p>
        {children}
      </div>
      <div className="flex flex-wrap gap-1.5 max-md:w-full max-md:[&>button]:min-h-[44px] max-md:[&>button]:min-w-[72px] max-md:[&>button]:flex-1">
        {actions}
      </div>
    </div>
  )
}

/** Which item it is, and the way to look at that alone. */
function Way({ runId, place }: HeldStep) {
  return (
    <button
      type="button"
      aria-label={`Open ${wayWords(place)}`}
      onClick={() => openRun(runId)}
      className="mb-1 flex max-w-full items-center gap-1 rounded-field bg-raised px-1.5 py-0.5 text-muted text-tiny hover:bg-line-hover"
    >
      {place.map(({ step, item }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a way is read from its beginning
        <Fragment key={index}>
          {index > 0 && <ChevronRight size={11} className="shrink-0" />}
          <span className="truncate">
            {step}
            {item !== null && <span className="font-medium text-text"> · {item}</span>}
          </span>
        </Fragment>
      ))}
    </button>
  )
}
