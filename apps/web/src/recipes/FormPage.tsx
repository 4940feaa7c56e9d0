import { Star, Workflow } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { Queue } from '../runs/Queue.tsx'
import { useQueue } from '../runs/queueStore.ts'
import { RunList } from '../runs/RunList.tsx'
import { useRunStore } from '../runs/runStore.ts'
import { openWindow } from '../settings/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { closeForm } from './formPageStore.ts'
import { InputForm } from './InputForm.tsx'
import { LiveSteps } from './LiveSteps.tsx'
import { OutputCards } from './OutputCards.tsx'

/** The recipe for somebody who never saw its graph: what goes in, what comes out, and how it goes. */
export function FormPage() {
  const name = useDocument(({ recipe }) => recipe?.name)
  const description = useDocument(({ recipe }) => recipe?.description)
  if (name === undefined) return null
  return (
    <div className="absolute inset-0 grid grid-cols-[minmax(340px,420px)_minmax(0,1fr)] overflow-hidden bg-canvas">
      <section aria-label="What goes in" className="overflow-y-auto border-line border-r bg-panel">
        <header className="grid gap-1.5 px-6 pt-6 pb-2">
          <h2 className="font-medium text-[22px] leading-7">{name}</h2>
          {description !== '' && <p className="whitespace-pre-line text-muted text-node">{description}</p>}
        </header>
        {/* Somebody who never saw the graph reads this: a little larger than a panel. */}
        <div className="px-2.5 pb-10 [zoom:1.12]">
          <InputForm roomy />
        </div>
      </section>
      <section aria-label="What comes out" className="overflow-y-auto">
        <div className="mx-auto grid max-w-260 gap-4 p-6">
          <div className="flex items-center gap-2">
            <LiveSteps />
            <span className="flex-1" />
            <Button onClick={() => openWindow('takes')}>
              <Star size={12} />
              Favourites
            </Button>
            <Button onClick={closeForm}>
              <Workflow size={12} />
              Show the graph
            </Button>
          </div>
          <OutputCards wide />
          <Waiting />
          <Earlier />
        </div>
      </section>
    </div>
  )
}

function Waiting() {
  const busy = useQueue(({ jobs }) => jobs.length > 0)
  if (!busy) return null
  return (
    <section aria-label="Queue" className="rounded-node border border-line bg-panel">
      <h3 className="px-3.5 pt-3 font-medium">In the queue</h3>
      <Queue />
    </section>
  )
}

function Earlier() {
  const hasRuns = useRunStore(({ heads }) => heads.length > 0)
  if (!hasRuns) return null
  return (
    <section aria-label="Earlier runs" className="rounded-node border border-line bg-panel pt-3">
      <h3 className="px-3.5 font-medium">Runs</h3>
      <RunList />
    </section>
  )
}
