import { Popover } from '@base-ui/react/popover'
import { apps as facts } from '@segue/protocol'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useDocument } from '../document/documentStore.ts'
import { useSelection } from '../document/selectionStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Keys } from '../ui/Keys.tsx'
import { PlanList } from './PlanList.tsx'
import { canRunFailed, canRunFrom, runFailed, runFresh, runFrom, runTo } from './partRuns.ts'
import { type RealOffer, usePlan } from './planStore.ts'
import { useRunStore } from './runStore.ts'
import { startRun } from './startRun.ts'

/** What Run would do and why, and the ways to run only a part. */
export function RunMenu() {
  const [open, setOpen] = useState(false)
  const offer = usePlan((state) => state.offer)
  const close = () => setOpen(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <IconButton label="What will run">
            <ChevronDown size={14} />
          </IconButton>
        }
      />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label="What will run"
            className="w-100 rounded-node border border-line bg-header p-1.5 text-node shadow-pop outline-none"
          >
            <PlanList onShow={close} />
            {offer && <Offer offer={offer} onDone={close} />}
            <Parts onDone={close} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Parts({ onDone }: { onDone: () => void }) {
  const nodes = useSelection((state) => state.nodes)
  const selected = [...nodes]
  const hasNodes = useDocument(({ recipe }) => recipe !== null)
  const failed = useRunStore(canRunFailed)
  const from = useRunStore((state) => canRunFrom(state, selected))
  if (!hasNodes) return null
  const line = (label: string, act: () => void, keys?: string) => (
    <button
      type="button"
      onClick={() => {
        onDone()
        act()
      }}
      className="flex h-6.5 w-full items-center rounded-field px-2 text-left hover:bg-line"
    >
      <span className="flex-1">{label}</span>
      {keys === undefined ? null : <Keys keys={keys} />}
    </button>
  )
  return (
    <div className="mt-1.5 border-line border-t pt-1.5">
      {selected.length > 0 && line('Run to the selected node', () => void runTo(selected), 'Shift+Enter')}
      {from && line('Run again from the selected node', () => void runFrom(selected[0] ?? ''))}
      {failed && line('Run again what failed', () => void runFailed())}
      {line('Run everything anew', () => void runFresh())}
    </div>
  )
}

/** The same recipe on an application that has come since it was bound to a stand-in. */
function Offer({ offer: { apps, nodes }, onDone }: { offer: RealOffer; onDone: () => void }) {
  const called = apps.map((app) => facts[app].title).join(' and ')
  const run = () => {
    onDone()
    void startRun({ providers: Object.fromEntries(apps.map((app) => [app, 'real' as const])) })
  }
  return (
    <div className="mt-1.5 rounded-field bg-raised p-2">
      <p>
        {called} {apps.length === 1 ? 'is' : 'are'} here. This recipe stays with the stand-in until you say
        so.
      </p>
      <p className="pb-1.5 text-muted">Runs again: {nodes.map(({ name }) => name).join(', ')}</p>
      <Button onClick={run}>Run on the real {called}</Button>
    </div>
  )
}
