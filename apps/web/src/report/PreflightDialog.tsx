import type { Failure, Preflight, PreflightItem } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, RefreshCw, TriangleAlert } from 'lucide-react'
import { formatDuration } from '../runs/time.ts'
import { sized } from '../settings/sized.ts'
import { openWindow } from '../settings/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { preflightQuery } from './reportQueries.ts'

/** What is to come tonight, and what would keep it from it. */
export function PreflightDialog() {
  const { data, isFetching, refetch } = useQuery(preflightQuery)
  return (
    <Dialog
      open
      onClose={() => openWindow(null)}
      title="Check before tonight"
      className="top-[9vh] max-h-[82vh] w-170"
    >
      <div className="min-h-0 flex-1 overflow-y-auto p-5 max-md:p-4">
        {data === undefined ? <p className="text-muted text-node">Looking ahead…</p> : <Found found={data} />}
      </div>
      <div className="flex justify-end gap-2 border-line border-t p-3">
        <Button disabled={isFetching} onClick={() => void refetch()}>
          <RefreshCw size={12} className={isFetching ? 'animate-spin' : ''} />
          Check again
        </Button>
      </div>
    </Dialog>
  )
}

const isError = ({ severity }: Failure): boolean => severity !== 'warning'

function Found({ found: { items, findings, until, disk } }: { found: Preflight }) {
  const bad = [...findings, ...items.flatMap((item) => item.findings)].filter(isError).length
  return (
    <div className="grid gap-4">
      <div>
        <p className="font-medium text-[20px] leading-7">
          {items.length === 0
            ? 'Nothing starts by itself tonight'
            : bad === 0
              ? 'You can leave'
              : `${bad} ${bad === 1 ? 'thing' : 'things'} to mend first`}
        </p>
        <p className="text-muted text-node">
          {items.length === 0
            ? `Until ${clock(until)}. Under “By itself” you let recipes start without you.`
            : `Until ${clock(until)} · about ${sized(disk.needed)} needed, ${sized(disk.free)} free`}
        </p>
      </div>
      {findings.length > 0 && <Findings findings={findings} />}
      {items.map((item) => (
        <Item key={`${item.trigger?.id} ${item.recipeId}`} item={item} />
      ))}
    </div>
  )
}

function Item({ item }: { item: PreflightItem }) {
  const { recipeName, trigger, at, times, findings, lastMs } = item
  const bad = findings.some(isError)
  return (
    <section
      aria-label={recipeName}
      className={`grid gap-2 rounded-node border bg-panel p-3.5 ${bad ? 'border-error/50' : 'border-line'}`}
    >
      <header className="flex items-center gap-2.5">
        {bad ? (
          <CircleAlert size={16} className="shrink-0 text-error" />
        ) : (
          <CircleCheck size={16} className={`shrink-0 ${findings.length > 0 ? 'text-stale' : 'text-done'}`} />
        )}
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{recipeName}</span>
          <span className="block truncate text-muted text-tiny">
            {[
              trigger?.name,
              at === null ? 'when its event comes' : clock(at),
              times > 1 ? `${times} times` : null,
              lastMs === null ? null : `took ${formatDuration(lastMs)} last time`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </header>
      {findings.length > 0 && <Findings findings={findings} />}
    </section>
  )
}

function Findings({ findings }: { findings: readonly Failure[] }) {
  return (
    <ul className="grid gap-1.5">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.message}`} className="flex items-start gap-2 text-node">
          <TriangleAlert
            size={13}
            className={`mt-0.5 shrink-0 ${isError(finding) ? 'text-error' : 'text-stale'}`}
          />
          <span className="min-w-0">
            {finding.message} <span className="text-muted">{finding.hint}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

const clock = (at: number): string =>
  new Date(at).toLocaleString(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' })
