import { ChevronLeft, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { KindChooser } from './KindChooser.tsx'
import { closeTriggers, type Screen, showScreen, useTriggersPage } from './pageStore.ts'
import { TriggerForm } from './TriggerForm.tsx'
import { TriggerList } from './TriggerList.tsx'
import { TriggerPage } from './TriggerPage.tsx'
import { useTriggers } from './triggerStore.ts'

/** What starts recipes by itself: all of it, one trigger with its history, and the form of one. */
export function TriggersPage() {
  const screen = useTriggersPage((state) => state.screen)
  const failure = useTriggers((state) => state.failure)
  const pages: Record<Screen['show'], () => ReactNode> = {
    list: () => <TriggerList />,
    kinds: () => <KindChooser />,
    form: () => <TriggerForm />,
    trigger: () => screen.show === 'trigger' && <TriggerPage key={screen.id} id={screen.id} />,
  }
  return (
    <section aria-label="Runs by itself" className="@container relative size-full overflow-y-auto bg-canvas">
      <div className="mx-auto max-w-270 px-4 pt-4 pb-12 @4xl:px-8 @4xl:pt-6">
        <header className="mb-4 flex min-h-8 items-center gap-2">
          {screen.show === 'list' ? (
            <h1 className="flex-1 font-medium text-xl">Runs by itself</h1>
          ) : (
            <button
              type="button"
              onClick={() => showScreen({ show: 'list' })}
              className="-ml-1.5 flex h-7 items-center gap-1 rounded-field pr-2 pl-1 text-muted hover:bg-raised hover:text-text"
            >
              <ChevronLeft size={15} />
              Runs by itself
            </button>
          )}
          <span className="flex-1" />
          <IconButton label="Back to the graph" onClick={closeTriggers}>
            <X size={16} />
          </IconButton>
        </header>
        {failure !== null && (
          <p
            role="alert"
            className="mb-4 rounded-node border border-error/40 bg-error/10 px-3 py-2 text-node"
          >
            {failure.message} <span className="text-muted">{failure.hint}</span>
          </p>
        )}
        {pages[screen.show]()}
      </div>
    </section>
  )
}
