import type { Misfire } from '@segue/protocol'
import { NumberField } from '../ui/NumberField.tsx'
import { Choices } from './Choices.tsx'
import { SpanField } from './SpanField.tsx'

const lates = [60, 300, 900, 3600, 21_600, 86_400, 604_800, null]

interface MisfireChoicesProps {
  misfire: Misfire
  onChange: (misfire: Misfire) => void
}

/** What becomes of moments that passed while nobody was there. */
export function MisfireChoices({ misfire, onChange }: MisfireChoicesProps) {
  const limit =
    misfire.run === 'none' ? null : (
      <>
        <span>if it is late by at most</span>
        <SpanField
          label="Late by at most"
          value={misfire.lateSec}
          spans={lates}
          unit="sec"
          endless="any time"
          className="w-32"
          onPick={(lateSec) => onChange({ ...misfire, lateSec })}
        />
      </>
    )
  const pick = (run: Misfire['run']) => {
    if (run === 'none') onChange({ run })
    if (run === 'last') onChange({ run, lateSec: 3600 })
    if (run === 'all') onChange({ run, most: 100, lateSec: null })
  }
  return (
    <Choices
      label="If its moment was missed"
      value={misfire.run}
      onPick={pick}
      choices={[
        {
          value: 'last',
          title: 'Run the last one',
          meaning: 'However many were missed: one run, as soon as Segue is back.',
          more: limit,
        },
        {
          value: 'all',
          title: 'Run them all',
          meaning: 'One run for each missed moment, one after the other.',
          more: misfire.run === 'all' && (
            <>
              <span>the newest</span>
              <NumberField
                label="How many at most"
                value={misfire.most}
                range={{ min: 1, max: 1000, step: 1, integer: true }}
                className="w-20"
                onEdit={(most) => onChange({ ...misfire, most })}
              />
              {limit}
            </>
          ),
        },
        { value: 'none', title: 'Let them go', meaning: 'What is missed is over. The next moment counts.' },
      ]}
    />
  )
}
