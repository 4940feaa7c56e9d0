import { Collapsible } from '@base-ui/react/collapsible'
import type { CallRecord, StudioApp } from '@segue/api'
import { ChevronRight } from 'lucide-react'
import { formatDuration, formatWhen, useNow } from '../runs/time.ts'
import { cx } from '../ui/cx.ts'

const first = 3

/** The last commands of an application, and what happened to its connection. */
export function AppHistory({ app: { calls, events, title } }: { app: StudioApp }) {
  const now = useNow(30_000, true)
  if (calls.length === 0 && events.length === 0) return null
  return (
    <Collapsible.Root className="mt-auto border-line border-t px-3 py-1.5 text-node">
      {calls.length > 0 && (
        <ul aria-label={`Last commands of ${title}`}>
          {calls.slice(0, first).map((call) => (
            <Call key={`${call.at} ${call.command}`} {...{ call, now }} />
          ))}
        </ul>
      )}
      {(calls.length > first || events.length > 0) && (
        <>
          <Collapsible.Panel>
            <ul>
              {calls.slice(first).map((call) => (
                <Call key={`${call.at} ${call.command}`} {...{ call, now }} />
              ))}
            </ul>
            {events.length > 0 && (
              <ul aria-label={`Connection of ${title}`} className="mt-1 border-line border-t pt-1">
                {events.map(({ at, state, detail }) => (
                  <li key={`${at} ${state}`} className="flex min-h-5.5 items-baseline gap-2 text-muted">
                    <span className="shrink-0">{state}</span>
                    <span className="min-w-0 flex-1 truncate text-tiny" title={detail}>
                      {detail}
                    </span>
                    <time className="shrink-0 text-tiny">{formatWhen(at, now)}</time>
                  </li>
                ))}
              </ul>
            )}
          </Collapsible.Panel>
          <Collapsible.Trigger className="group flex h-6 w-full items-center gap-1 text-muted text-tiny hover:text-text">
            <ChevronRight
              size={11}
              className="transition-transform duration-100 group-data-panel-open:-rotate-90"
            />
            <span className="group-data-panel-open:hidden">More history</span>
            <span className="hidden group-data-panel-open:inline">Less</span>
          </Collapsible.Trigger>
        </>
      )}
    </Collapsible.Root>
  )
}

function Call({ call: { title, at, tookMs, outcome, command }, now }: { call: CallRecord; now: number }) {
  const isOk = outcome === 'ok'
  return (
    <li className="flex h-5.5 items-baseline gap-2" title={isOk ? command : `${command}: ${outcome}`}>
      <span className={cx('min-w-0 flex-1 truncate', !isOk && 'text-error')}>
        {title}
        {!isOk && <span className="text-tiny"> {outcome}</span>}
      </span>
      <span className="tnum shrink-0 font-mono text-muted text-tiny">
        {tookMs < 1000 ? `${Math.round(tookMs)} ms` : formatDuration(tookMs)}
      </span>
      <time className="w-16 shrink-0 text-right text-muted text-tiny">{formatWhen(at, now)}</time>
    </li>
  )
}
