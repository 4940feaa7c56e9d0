import { Play } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import type { Need } from './attention.ts'
import { NeedCard } from './NeedCard.tsx'
import { resumeRun, stopRun } from './startRun.ts'

/** A run that was set aside, with the reason. */
export function ParkedCard({ reason }: Extract<Need, { kind: 'parked' }>) {
  return (
    <NeedCard
      title="This run is set aside"
      actions={
        <>
          <Button onClick={() => void resumeRun()}>
            <Play size={12} className="fill-current" />
            Go on
          </Button>
          <Button look="quiet" onClick={() => void stopRun()}>
            Stop it
          </Button>
        </>
      }
    >
      <p className="text-node">{reason}</p>
      <p className="text-muted text-node">Nothing of it is lost: it goes on where it stands.</p>
    </NeedCard>
  )
}
