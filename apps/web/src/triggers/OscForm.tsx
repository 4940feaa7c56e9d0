import { Choices } from './Choices.tsx'
import { changeDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import type { SettingsOf } from './kinds.ts'
import { NumberLine } from './NumberLine.tsx'
import { SwitchLine } from './SwitchLine.tsx'
import { TextLine } from './TextLine.tsx'

const onlyHere = '127.0.0.1'
const everywhere = '0.0.0.0'

/** Which OSC messages start the recipe, and from where they may come. */
export function OscForm({ settings }: { settings: SettingsOf<'osc'> }) {
  const { host, port, allow, address, onlyPress } = settings
  const change = (some: Partial<SettingsOf<'osc'>>, field: string) =>
    changeDraft({ settings: { ...settings, ...some } }, field)
  const reach = host === onlyHere ? 'here' : host === everywhere ? 'all' : 'one'
  const hosts = { here: onlyHere, all: everywhere, one: '' }
  return (
    <Part title="Which message">
      <TextLine
        label="Address"
        name="address"
        mono
        maxLength={200}
        help="A pattern: /cue/* is any cue, /layer/{1,2}/go one of two."
        value={address}
        onEdit={(text) => change({ address: text }, 'address')}
      />
      <SwitchLine
        label="Only when pressed"
        name="onlyPress"
        help="A button sends 1 when it is pressed and 0 when it is let go: the 0 starts nothing."
        value={onlyPress}
        onPick={(on) => change({ onlyPress: on }, 'onlyPress')}
      />
      <NumberLine
        label="Port"
        name="port"
        help="Where the sender sends to, by UDP."
        value={port}
        min={1}
        max={65_535}
        onEdit={(picked) => change({ port: picked }, 'port')}
      />
      <Field label="From where" name="reach">
        <Choices
          label="From where"
          value={reach}
          onPick={(picked) => change({ host: hosts[picked] }, 'host')}
          choices={[
            { value: 'here', title: 'This machine', meaning: 'Programs that run here.' },
            {
              value: 'all',
              title: 'The whole network',
              meaning: 'Whoever reaches this machine. Name the senders below where others are on it.',
            },
            {
              value: 'one',
              title: 'One network of several',
              meaning: 'The one with this address of this machine.',
            },
          ]}
        />
      </Field>
      {reach === 'one' && (
        <TextLine
          label="Listens on"
          name="host"
          mono
          placeholder="192.168.1.10"
          maxLength={64}
          value={host}
          onEdit={(text) => change({ host: text }, 'host')}
        />
      )}
      {reach !== 'here' && (
        <TextLine
          label="Who may send"
          name="allow"
          mono
          lines={2}
          placeholder="anybody"
          help="Addresses of senders, one a line. Empty: anybody who reaches it."
          value={allow.join('\n')}
          onEdit={(text) => change({ allow: text === '' ? [] : text.split('\n') }, 'allow')}
        />
      )}
    </Part>
  )
}
