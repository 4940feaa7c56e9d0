import type { StudioApp } from '@segue/api'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { AppCard } from './AppCard.tsx'
import { wires } from './appLook.ts'
import { ProjectHead } from './ProjectHead.tsx'
import { closeStudio } from './pageStore.ts'
import { Relations } from './Relations.tsx'
import { Syncs } from './Syncs.tsx'
import { followStudio, useStudio } from './studioStore.ts'

/** The studio: the project, every application with what it has open, what joins them and who follows whom. */
export function StudioPage({ bare = false }: { bare?: boolean }) {
  const known = useStudio(({ context }) => context !== null)
  const failure = useStudio((state) => state.failure)
  useEffect(() => {
    const page = new AbortController()
    followStudio(page.signal)
    return () => page.abort()
  }, [])
  return (
    <section aria-label="Studio" className="@container size-full overflow-y-auto bg-canvas">
      <div className="mx-auto max-w-375 px-4 pt-4 pb-10 @4xl:px-8 @4xl:pt-6">
        {failure !== null && (
          <p
            role="alert"
            className="mb-4 rounded-node border border-error/40 bg-error/10 px-3 py-2 text-node"
          >
            {failure.message} <span className="text-muted">{failure.hint}</span>
          </p>
        )}
        {known && (
          <>
            <div className="flex items-start gap-3">
              <ProjectHead />
              {bare || (
                <IconButton label="Back to the graph" keys="Escape" onClick={closeStudio}>
                  <X size={16} />
                </IconButton>
              )}
            </div>
            <div className="mt-5 grid items-start gap-5 @4xl:grid-cols-[minmax(0,1fr)_minmax(22rem,26rem)]">
              <Apps />
              <div className="grid gap-5">
                <Relations />
                <Syncs />
              </div>
            </div>
          </>
        )}
      </div>
    </section>
  )
}

function Apps() {
  const apps = useStudio(({ context }) => context?.apps) ?? []
  const isQuiet = ({ app, state }: StudioApp) => state === 'absent' || wires.has(app)
  const cards = (some: readonly StudioApp[]) => some.map((app) => <AppCard key={app.app} app={app} />)
  return (
    <div className="grid items-start gap-3 @2xl:grid-cols-2">
      <ul aria-label="Applications of the studio" className="contents">
        {cards(apps.filter((app) => !isQuiet(app)))}
      </ul>
      <ul aria-label="Wires, and what is not here" className="grid content-start gap-3">
        {cards(apps.filter(isQuiet))}
      </ul>
    </div>
  )
}
