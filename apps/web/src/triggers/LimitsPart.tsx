import { changeDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import type { EventSettings } from './kinds.ts'
import { NumberLine } from './NumberLine.tsx'
import { SpanField } from './SpanField.tsx'

const calms = [0, 50, 200, 500, 1000, 5000, 60_000]
const ages = [250, 1000, 2000, 5000, 30_000, 300_000, null]

/** What keeps a flood, a bouncing button or a late message from starting runs. */
export function LimitsPart({ settings }: { settings: EventSettings }) {
  const change = (some: Partial<EventSettings>, field: string) =>
    // Only fields that the kind has are changed.
    changeDraft({ settings: { ...settings, ...some } as EventSettings }, field)
  return (
    <Part title="Limits">
      {'debounceMs' in settings && (
        <Field
          label="Calm before it"
          name="debounceMs"
          help="Of messages closer together than this only the last one counts."
        >
          <SpanField
            label="Calm before it"
            value={settings.debounceMs}
            spans={calms}
            unit="ms"
            onPick={(picked) => change({ debounceMs: picked ?? 0 }, 'debounceMs')}
          />
        </Field>
      )}
      {'maxAgeMs' in settings && (
        <Field
          label="At most so old"
          name="maxAgeMs"
          help="A message that could not begin within this time starts nothing: a cue that comes late is no cue."
        >
          <SpanField
            label="At most so old"
            value={settings.maxAgeMs}
            spans={ages}
            unit="ms"
            endless="however old"
            onPick={(picked) => change({ maxAgeMs: picked }, 'maxAgeMs')}
          />
        </Field>
      )}
      <NumberLine
        label="Times a minute"
        name="perMinute"
        help="What comes beyond this goes by, and the history says so."
        value={settings.perMinute}
        min={1}
        max={settings.kind === 'webhook' ? 60_000 : 600}
        onEdit={(perMinute) => change({ perMinute }, 'perMinute')}
      />
    </Part>
  )
}
