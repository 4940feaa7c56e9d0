import { SelectField } from '../ui/SelectField.tsx'
import { changeDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import { happenings } from './happenings.ts'
import type { SettingsOf } from './kinds.ts'
import { TextLine } from './TextLine.tsx'

/** What in which application starts the recipe. */
export function AppForm({ settings }: { settings: SettingsOf<'app'> }) {
  const { app, happening, name } = settings
  const change = (some: Partial<SettingsOf<'app'>>, field: string) =>
    changeDraft({ settings: { ...settings, ...some } }, field)
  const keyOf = (one: { app: string; happening: string }) => `${one.app} ${one.happening}`
  const isNamed = happening === 'locator.passed' || happening === 'custom'
  return (
    <Part title="What happens">
      <Field
        label="It starts when"
        name="happening"
        help="In the application that you have open yourself, while Segue does not work in it."
      >
        <SelectField
          label="It starts when"
          value={keyOf({ app, happening })}
          choices={happenings.map((one) => ({ value: keyOf(one), label: one.label }))}
          onPick={(picked) => {
            const found = happenings.find((one) => keyOf(one) === picked)
            if (found) change({ app: found.app, happening: found.happening, name: null }, 'happening')
          }}
        />
      </Field>
      {isNamed && (
        <TextLine
          label={happening === 'custom' ? 'Name of the event' : 'Name of the locator'}
          name="name"
          maxLength={200}
          placeholder="any"
          value={name ?? ''}
          onEdit={(text) => change({ name: text || null }, 'name')}
        />
      )}
    </Part>
  )
}
