import { useQuery } from '@tanstack/react-query'
import { cx } from '../ui/cx.ts'
import { scheduleQuery } from './queries.ts'

/** Schedules that many people want, as they are written and as they are kept. */
const presets = [
  { title: 'Every night at 3', when: 'every day at 3:00', kept: '0 3 * * *' },
  { title: 'Weekdays at 9', when: 'weekdays at 9:00', kept: '0 9 * * 1,2,3,4,5' },
  { title: 'Every hour', when: 'every hour', kept: 'every 1 hours' },
  { title: 'Every 5 minutes', when: 'every 5 minutes', kept: 'every 5 minutes' },
  { title: 'First of the month', when: 'the 1st at 9:00', kept: '0 9 1 * *' },
]

interface PresetsProps {
  when: string
  zone: string
  onPick: (when: string) => void
}

/** The ready-made schedules; the one that the text amounts to is pressed, else `Custom`. */
export function Presets({ when, zone, onPick }: PresetsProps) {
  const { data } = useQuery({ ...scheduleQuery({ when, zone }), enabled: when.trim() !== '' })
  const chosen = presets.find((one) => one.when === when || one.kept === data?.when)
  const chip = (pressed: boolean) =>
    cx(
      'h-7 rounded-field border px-2.5 text-node transition-colors duration-100',
      pressed ? 'border-line-hover bg-raised text-text' : 'border-line text-muted hover:text-text',
    )
  return (
    <fieldset aria-label="Ready-made schedules" className="flex flex-wrap gap-1.5">
      {presets.map(({ title, when: text }) => (
        <button
          key={title}
          type="button"
          aria-pressed={chosen?.title === title}
          className={chip(chosen?.title === title)}
          onClick={() => onPick(text)}
        >
          {title}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={chosen === undefined}
        className={chip(chosen === undefined)}
        onClick={() => onPick('')}
      >
        Custom
      </button>
    </fieldset>
  )
}
