import { useNow } from '../runs/time.ts'
import { clockRemark, hereZone, momentIn, shownZone, untilWords } from './moments.ts'

interface MomentsProps {
  label: string
  /** As it is kept. */
  when: string
  zone: string
  next: readonly number[]
}

/** The next moments of a schedule, by the clocks of its zone and by those here where they differ. */
export function Moments({ label, when, zone: given, next }: MomentsProps) {
  const zone = shownZone(given)
  const now = useNow(1000, next.length > 0)
  const here = hereZone()
  return (
    <ol aria-label={label} className="grid gap-1.5">
      {next.map((at, index) => {
        const shown = momentIn(zone, at, now)
        const local = momentIn(here, at, now)
        const remark = clockRemark({ when, zone }, at)
        return (
          <li key={at} className={index === 0 ? 'text-text' : 'text-muted'}>
            <span className="tnum flex items-baseline gap-3">
              <span className="min-w-0 flex-1">{shown}</span>
              <span className="shrink-0 text-muted text-node">{untilWords(at, now)}</span>
            </span>
            {local !== shown && <span className="tnum block text-muted text-tiny">here {local}</span>}
            {remark !== null && <span className="block text-node text-stale">{remark}</span>}
          </li>
        )
      })}
    </ol>
  )
}
