import type { TriggerDraft } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { versionsQuery } from '../recipes/versions.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { changeDraft, useMistake } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import { RecipeField } from './RecipeField.tsx'

/** Which recipe runs, in which version, and what the trigger is called. */
export function RecipePart({ draft }: { draft: TriggerDraft }) {
  const { recipeId, version, name } = draft
  const { data: versions } = useQuery({ ...versionsQuery(recipeId), enabled: recipeId !== '' })
  const published = versions?.map((one) => one.version) ?? []
  const offered = version === null || published.includes(version) ? published : [version, ...published]
  const pick = (id: string, title: string) =>
    changeDraft(
      { recipeId: id, version: null, inputs: {}, ...(name === '' ? { name: title } : {}) },
      'recipeId',
    )
  return (
    <Part title="What runs">
      <Field label="Recipe" name="recipeId">
        <RecipeField label="Recipe" recipeId={recipeId} onPick={pick} />
      </Field>
      <Field
        label="Version"
        name="version"
        help={
          version === null
            ? 'Runs what the recipe is at that moment, with every edit until then.'
            : 'Stays with this published version, whatever is edited later.'
        }
      >
        <SelectField
          label="Version"
          value={String(version)}
          choices={[
            { value: 'null', label: 'As it stands' },
            ...offered.map((one) => ({ value: String(one), label: `Version ${one}` })),
          ]}
          onPick={(picked) => changeDraft({ version: picked === 'null' ? null : Number(picked) }, 'version')}
          className="max-w-44"
        />
      </Field>
      <Field label="Name" name="name">
        <TextField
          label="Name"
          value={name}
          maxLength={120}
          invalid={useMistake('name') !== undefined}
          placeholder="Nightly film"
          onEdit={(text) => changeDraft({ name: text }, 'name')}
        />
      </Field>
    </Part>
  )
}
