import type { Overlap } from '@segue/protocol'
import { type Choice, Choices } from './Choices.tsx'
import { changeDraft } from './draftStore.ts'
import { Part } from './Field.tsx'

const choices: readonly Choice<Overlap>[] = [
  { value: 'skip', title: 'Skip', meaning: 'Nothing starts; the history says so.' },
  {
    value: 'queueOne',
    title: 'Let one wait',
    meaning: 'One run starts when the present one has ended; more than one never waits.',
  },
  { value: 'queueAll', title: 'Let all wait', meaning: 'Every one gets its run, one after the other.' },
  {
    value: 'cancel',
    title: 'Stop the present run',
    meaning: 'It is cancelled, and the new run starts when it has ended.',
  },
  { value: 'parallel', title: 'Run both', meaning: 'A second run starts beside it.' },
]

/** What a firing does while a run of the same trigger still goes. */
export function OverlapPart({ overlap }: { overlap: Overlap }) {
  return (
    <Part title="If its last run still goes">
      <Choices
        label="If its last run still goes"
        value={overlap}
        choices={choices}
        onPick={(picked) => changeDraft({ overlap: picked }, 'overlap')}
      />
    </Part>
  )
}
