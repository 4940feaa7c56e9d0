import { useQuery } from '@tanstack/react-query'
import { Moon, X } from 'lucide-react'
import { openWindow } from '../settings/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { dismissAway, useAway } from './awayStore.ts'
import { nightQuery } from './reportQueries.ts'
import { countWords } from './reportWords.ts'

/** A card for whoever comes back: what happened since this browser was last here. */
export function AwayCard() {
  const since = useAway((state) => state.since)
  if (since === null) return null
  return <Since since={since} />
}

function Since({ since }: { since: number }) {
  const { data: report } = useQuery(nightQuery(since))
  const words = report ? countWords(report.counts) : ''
  if (words === '') return null
  const isBad =
    report !== undefined && report.counts.failed + report.counts.missed + report.counts.waiting > 0
  return (
    <section
      aria-label="While you were away"
      className="fixed bottom-14 left-20 z-30 flex w-85 items-start gap-3 rounded-[10px] border border-line bg-header p-3.5 shadow-pop max-md:bottom-18 max-md:left-3 max-md:w-[calc(100vw-1.5rem)]"
    >
      <span
        className={`grid size-9 shrink-0 place-items-center rounded-full ${isBad ? 'bg-stale/15 text-stale' : 'bg-done/15 text-done'}`}
      >
        <Moon size={16} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-muted text-tiny">While you were away</p>
        <p className="pb-2 font-medium">{words}</p>
        <Button
          look="primary"
          onClick={() => {
            dismissAway()
            openWindow('report')
          }}
        >
          Show me
        </Button>
      </div>
      <IconButton label="Dismiss" onClick={dismissAway}>
        <X size={14} />
      </IconButton>
    </section>
  )
}
