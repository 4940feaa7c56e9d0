import type { NightReport, ReportedMiss } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { AlarmClockOff, BellRing, Moon, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatWhen } from '../runs/time.ts'
import { openWindow } from '../settings/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { RunCard } from './RunCard.tsx'
import { nightQuery } from './reportQueries.ts'
import { countWords } from './reportWords.ts'

/** What ran, failed, waits or did not start since the last evening. */
export function ReportDialog() {
  const { data: report } = useQuery(nightQuery(null))
  return (
    <Dialog
      open
      onClose={() => openWindow(null)}
      title="While you were away"
      className="top-[7vh] max-h-[86vh] w-210"
    >
      <div className="min-h-0 flex-1 overflow-y-auto p-5 max-md:p-4">
        {report === undefined ? (
          <p className="text-muted text-node">Looking back…</p>
        ) : (
          <Report report={report} />
        )}
      </div>
    </Dialog>
  )
}

function Report({ report }: { report: NightReport }) {
  const { runs, missed, since, until, counts } = report
  const waiting = runs.filter(({ waits }) => waits !== null)
  const failed = runs.filter(({ status }) => status === 'failed')
  const rest = runs.filter((run) => run.waits === null && run.status !== 'failed')
  const words = countWords(counts)
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium text-[20px] leading-7">{words === '' ? 'A quiet night' : words}</p>
          <p className="text-muted text-node">since {formatWhen(since, until)}</p>
        </div>
        <Button onClick={() => openWindow('notifications')}>
          <BellRing size={12} />
          Send it to me every morning
        </Button>
        <Button onClick={() => openWindow('preflight')}>
          <ShieldCheck size={12} />
          Check before tonight
        </Button>
      </div>
      {runs.length === 0 && missed.length === 0 && (
        <div className="grid place-items-center gap-2 py-10 text-center text-muted">
          <Moon size={28} strokeWidth={1.5} />
          <p className="text-node">Nothing ran, and nothing was missed.</p>
        </div>
      )}
      <Section title="Waits for you" of={waiting.length}>
        {waiting.map((run) => (
          <RunCard key={run.runId} run={run} now={until} />
        ))}
      </Section>
      <Section title="Failed" of={failed.length}>
        {failed.map((run) => (
          <RunCard key={run.runId} run={run} now={until} />
        ))}
      </Section>
      {missed.length > 0 && (
        <section aria-label="Did not start">
          <h3 className="pb-2 font-medium">Did not start</h3>
          <ul className="grid gap-1">
            {missed.map((miss) => (
              <Miss key={`${miss.triggerId} ${miss.outcome} ${miss.reason}`} miss={miss} now={until} />
            ))}
          </ul>
        </section>
      )}
      <Section title="Made" of={rest.length}>
        {rest.map((run) => (
          <RunCard key={run.runId} run={run} now={until} />
        ))}
      </Section>
    </div>
  )
}

function Section({ title, of, children }: { title: string; of: number; children: ReactNode }) {
  if (of === 0) return null
  return (
    <section aria-label={title}>
      <h3 className="pb-2 font-medium">
        {title} <span className="text-muted">{of}</span>
      </h3>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">{children}</div>
    </section>
  )
}

function Miss({ miss, now }: { miss: ReportedMiss; now: number }) {
  return (
    <li className="flex items-center gap-2.5 rounded-field bg-stale/8 px-2.5 py-1.5 text-node">
      <AlarmClockOff size={13} className="shrink-0 text-stale" />
      <span className="min-w-0 flex-1 truncate">
        {miss.trigger} <span className="text-muted">· {miss.reason}</span>
      </span>
      {miss.times > 1 && <span className="text-muted">{miss.times} times</span>}
      <time className="text-muted">{formatWhen(miss.at, now)}</time>
    </li>
  )
}
