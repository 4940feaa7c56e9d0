import { useQuery } from '@tanstack/react-query'
import { Moments } from './Moments.tsx'
import { scheduleQuery } from './queries.ts'

/** What a schedule says, read back in plain words, and when it runs next. */
export function SchedulePreview({ when, zone }: { when: string; zone: string }) {
  const { data, error, isPlaceholderData } = useQuery({
    ...scheduleQuery({ when, zone }),
    enabled: when.trim() !== '',
  })
  if (error || when.trim() === '')
    return <p className="text-muted">Its next moments appear here when it can be read.</p>
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
