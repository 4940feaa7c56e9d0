import { Choices } from './Choices.tsx'
import { changeDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import type { SettingsOf } from './kinds.ts'
import { RecipeField } from './RecipeField.tsx'

/** After which recipe, and after which end of it. */
export function RecipeEndForm({ settings }: { settings: SettingsOf<'recipe'> }) {
  const change = (some: Partial<SettingsOf<'recipe'>>, field: string) =>
    changeDraft({ settings: { ...settings, ...some } }, field)
  return (
    <Part title="After what">
      <Field label="After" name="of">
        <RecipeField label="After" recipeId={settings.of} onPick={(of) => change({ of }, 'of')} />
      </Field>
      <Field label="When its run" name="on">
        <Choices
          label="When its run"
          value={settings.on}
          onPick={(on) => change({ on }, 'on')}
          choices={[
            { value: 'finished', title: 'Has ended well', meaning: 'Its outputs are there to be taken on.' },
            { value: 'failed', title: 'Has failed', meaning: 'To tell somebody, or to clear up.' },
            { value: 'ended', title: 'Is over', meaning: 'Well, failed or cancelled.' },
          ]}
        />
      </Field>
    </Part>
  )
}
