import { failureOf } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Moments } from './Moments.tsx'
import { scheduleQuery } from './queries.ts'

/** What a schedule says, read back in plain words, and when it runs next; or why it cannot be read. */
export function SchedulePreview({ when, zone }: { when: string; zone: string }) {
  const { data, error, isPlaceholderData } = useQuery({
    ...scheduleQuery({ when, zone }),
    enabled: when.trim() !== '',
  })
  if (when.trim() === '')
    return <p className="text-muted">Say when it runs, and its next moments appear here.</p>
  if (error) {
    const { message, hint } = failureOf(error)
    return (
      <div role="status">
        <p className="text-stale">{message}</p>
        <p className="mt-1 text-muted text-node">{hint}</p>
      </div>
    )
  }
  if (data === undefined) return <p className="text-muted">…</p>
  const { words, next } = data
  return (
    <div className={isPlaceholderData ? 'opacity-50' : undefined}>
      <p role="status" className="text-lg leading-6 first-letter:uppercase">
        {words}
      </p>
      <p className="mt-0.5 mb-3 text-muted text-node">by the clocks of {data.zone.replaceAll('_', ' ')}</p>
      <Moments label="Next five" when={data.when} zone={data.zone} next={next} />
    </div>
  )
}
