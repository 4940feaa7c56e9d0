import { NumberField } from '../ui/NumberField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { changeDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import type { SettingsOf } from './kinds.ts'
import { NumberLine } from './NumberLine.tsx'
import { TextLine } from './TextLine.tsx'

const messages = [
  { value: 'note', label: 'A note' },
  { value: 'control', label: 'A controller' },
  { value: 'program', label: 'A program change' },
  { value: 'start', label: 'Start' },
  { value: 'stop', label: 'Stop' },
] as const

const numbers = { note: 'Note', control: 'Controller', program: 'Program', start: '', stop: '' }

/** Which MIDI messages of which port start the recipe. */
export function MidiForm({ settings }: { settings: SettingsOf<'midi'> }) {
  const { port, message, channel, number, least } = settings
  const change = (some: Partial<SettingsOf<'midi'>>, field: string) =>
    changeDraft({ settings: { ...settings, ...some } }, field)
  const isVoice = message !== 'start' && message !== 'stop'
  return (
    <Part title="Which message">
      <TextLine
        label="Port"
        name="port"
        maxLength={200}
        placeholder="Launchpad"
        help="Part of its name is enough."
        value={port}
        onEdit={(text) => change({ port: text }, 'port')}
      />
      <Field label="Message" name="message">
        <SelectField
          label="Message"
          value={message}
          choices={messages}
          className="max-w-44"
          onPick={(picked) => {
            const found = messages.find(({ value }) => value === picked)
            if (found) change({ message: found.value }, 'message')
          }}
        />
      </Field>
      {isVoice && (
        <>
          <Field label="Channel" name="channel">
            <SelectField
              label="Channel"
              value={String(channel)}
              choices={[
                { value: 'null', label: 'Any' },
                ...Array.from({ length: 16 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) })),
              ]}
              className="max-w-28"
              onPick={(picked) => change({ channel: picked === 'null' ? null : Number(picked) }, 'channel')}
            />
          </Field>
          <Field label={numbers[message]} name="number">
            <div className="flex items-center gap-2">
              <NumberField
                label={numbers[message]}
                value={number}
                placeholder="any"
                range={{ min: 0, max: 127, step: 1, integer: true }}
                className="max-w-28"
                onEdit={(picked) => change({ number: picked }, 'number')}
              />
              {number !== null && (
                <button
                  type="button"
                  onClick={() => change({ number: null }, 'number')}
                  className="text-muted text-tiny hover:text-text"
                >
                  Any
                </button>
              )}
            </div>
          </Field>
        </>
      )}
      {(message === 'note' || message === 'control') && (
        <NumberLine
          label={message === 'note' ? 'Velocity at least' : 'Value at least'}
          name="least"
          help="1 leaves out what is let go."
          value={least}
          min={0}
          max={127}
          onEdit={(picked) => change({ least: picked }, 'least')}
        />
      )}
    </Part>
  )
}
