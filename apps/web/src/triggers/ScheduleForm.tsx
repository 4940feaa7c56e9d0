import { failureOf } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { TextField } from '../ui/TextField.tsx'
import { changeDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import type { SettingsOf } from './kinds.ts'
import { MisfireChoices } from './MisfireChoices.tsx'
import { mistakeOf } from './mistakes.ts'
import { Presets } from './Presets.tsx'
import { scheduleQuery } from './queries.ts'
import { SpanField } from './SpanField.tsx'
import { ZoneField } from './ZoneField.tsx'

const jitters = [0, 10, 30, 60, 300, 900, 3600]

/** When a schedule runs, and what becomes of moments that nobody was there for. */
export function ScheduleForm({ settings }: { settings: SettingsOf<'schedule'> }) {
  const { when, zone, jitterSec, misfire } = settings
  const { error } = useQuery({ ...scheduleQuery({ when, zone }), enabled: when.trim() !== '' })
  const wrong = error ? mistakeOf(failureOf(error)) : undefined
  const wrongAt = (field: string) => (wrong?.field === field ? wrong : undefined)
  const change = (some: Partial<SettingsOf<'schedule'>>, field: string) =>
    changeDraft({ settings: { ...settings, ...some } }, field)
  return (
    <>
      <Part title="When it runs">
        <Presets when={when} zone={zone} onPick={(picked) => change({ when: picked }, 'when')} />
        <Field
          label="In words, or cron"
          name="when"
          wrong={wrongAt('when')}
          help="“Mondays and Fridays at noon”, “last day of the month at 18:00”, “every 15 minutes”, or five cron fields."
        >
          <TextField
            label="In words, or cron"
            value={when}
            maxLength={200}
            invalid={wrongAt('when') !== undefined}
            placeholder="weekdays at 9:30"
            onEdit={(text) => change({ when: text }, 'when')}
          />
        </Field>
        <Field
          label="Time zone"
          name="zone"
          wrong={wrongAt('zone')}
          help="Its clocks count, wherever this machine is."
        >
          <ZoneField zone={zone} onPick={(picked) => change({ zone: picked }, 'zone')} />
        </Field>
        <Field
          label="Spread out"
          name="jitterSec"
          help="Begins up to so much later, so that not all schedules of a moment begin at once."
        >
          <SpanField
            label="Spread out"
            value={jitterSec}
            spans={jitters}
            unit="sec"
            onPick={(picked) => change({ jitterSec: picked ?? 0 }, 'jitterSec')}
          />
        </Field>
      </Part>
      <Part title="If its moment was missed">
        <p className="text-muted text-node">
          Segue was off, the machine slept, or the clock was set forward. What is missed always stands in the
          history.
        </p>
        <MisfireChoices misfire={misfire} onChange={(next) => change({ misfire: next }, 'misfire')} />
      </Part>
    </>
  )
}
