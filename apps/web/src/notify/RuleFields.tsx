import type { NotifyRule } from '@segue/protocol'
import { Line } from '../settings/Line.tsx'
import { SelectField } from '../ui/SelectField.tsx'

interface RuleFieldsProps {
  rule: NotifyRule
  reportAt: string | null
  onChange: (change: { rule?: NotifyRule; reportAt?: string | null }) => void
}

const rules: readonly { value: NotifyRule; label: string }[] = [
  { value: 'always', label: 'Every run that ends, and what waits for me' },
  { value: 'trouble', label: 'What failed, and what waits for me' },
  { value: 'never', label: 'No single runs' },
]

const times = ['06:00', '06:30', '07:00', '07:30', '08:00', '08:30', '09:00', '10:00', '11:00', '12:00']

/** Of which runs a channel tells, and when it sends the report of the night. */
export function RuleFields({ rule, reportAt, onChange }: RuleFieldsProps) {
  const offered = reportAt === null || times.includes(reportAt) ? times : [reportAt, ...times]
  return (
    <>
      <Line label="Tell me of">
        <SelectField
          label="Tell me of"
          value={rule}
          choices={rules}
          onPick={(value) => onChange({ rule: rules.find((one) => one.value === value)?.value ?? rule })}
        />
      </Line>
      <Line
        label="Morning report"
        help="One message of all that ran, failed, waits or did not start since the evening."
      >
        <SelectField
          label="Morning report"
          value={reportAt ?? 'off'}
          choices={[
            { value: 'off', label: 'None' },
            ...offered.map((time) => ({ value: time, label: `Every day at ${time}` })),
          ]}
          onPick={(value) => onChange({ reportAt: value === 'off' ? null : value })}
        />
      </Line>
    </>
  )
}
