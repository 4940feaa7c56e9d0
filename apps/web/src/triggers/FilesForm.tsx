import { filePresets } from '@segue/protocol'
import { cx } from '../ui/cx.ts'
import { Choices } from './Choices.tsx'
import { changeDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import type { SettingsOf } from './kinds.ts'
import { SpanField } from './SpanField.tsx'
import { SwitchLine } from './SwitchLine.tsx'
import { TextLine } from './TextLine.tsx'

const settles = [1, 2, 5, 10, 15, 30, 60, 120, 300, 900]

/** Which files of which folder start the recipe. */
export function FilesForm({ settings }: { settings: SettingsOf<'files'> }) {
  const { folder, subfolders, pattern, mode, set, settleSec, existing } = settings
  const change = (some: Partial<SettingsOf<'files'>>, field: string) =>
    changeDraft({ settings: { ...settings, ...some } }, field)
  const chosen = filePresets.find(
    ({ settings: preset }) =>
      preset.pattern === pattern &&
      preset.mode === mode &&
      preset.subfolders === subfolders &&
      preset.settleSec === settleSec,
  )
  return (
    <Part title="Which files">
      <fieldset aria-label="Kinds of files" className="flex min-w-0 flex-wrap gap-1.5">
        {filePresets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            aria-pressed={preset === chosen}
            title={preset.help}
            onClick={() => change(preset.settings, 'pattern')}
            className={cx(
              'h-7 rounded-field border px-2.5 text-node transition-colors duration-100',
              preset === chosen
                ? 'border-line-hover bg-raised text-text'
                : 'border-line text-muted hover:text-text',
            )}
          >
            {preset.title}
          </button>
        ))}
      </fieldset>
      {chosen !== undefined && <p className="text-muted text-node">{chosen.help}</p>}
      <TextLine
        label="Folder"
        name="folder"
        mono
        maxLength={1024}
        placeholder="/Users/you/Music/Exports"
        help="The whole path, as this machine knows it."
        value={folder}
        onEdit={(text) => change({ folder: text }, 'folder')}
      />
      <SwitchLine
        label="Folders inside"
        name="subfolders"
        value={subfolders}
        onPick={(on) => change({ subfolders: on }, 'subfolders')}
      />
      <TextLine
        label="Pattern"
        name="pattern"
        mono
        maxLength={200}
        help="* is any text, ? one letter, {a,b} either. Capitals do not matter."
        value={pattern}
        onEdit={(text) => change({ pattern: text }, 'pattern')}
      />
      <Field label="What counts as one" name="mode">
        <Choices
          label="What counts as one"
          value={mode}
          onPick={(picked) => change({ mode: picked }, 'mode')}
          choices={[
            { value: 'single', title: 'Each file', meaning: 'One run for every file.' },
            {
              value: 'newest',
              title: 'The newest of a series',
              meaning: '“Song v7”, “Song v8”: only a newer one starts a run.',
            },
            {
              value: 'set',
              title: 'A set',
              meaning: 'Files that belong together, such as stems: one run when all of them are there.',
            },
          ]}
        />
      </Field>
      {mode === 'set' && (
        <TextLine
          label="Files of the set"
          name="set"
          mono
          lines={4}
          placeholder={'*_DRUMS.wav\n*_BASS.wav\n*_VOX.wav'}
          help="One pattern a line, each with one * for the name that they share. Empty: all that comes together."
          value={set.join('\n')}
          onEdit={(text) => change({ set: text === '' ? [] : text.split('\n') }, 'set')}
        />
      )}
      <Field
        label="Whole after"
        name="settleSec"
        help="A file counts when it is readable and has not changed for so long."
      >
        <SpanField
          label="Whole after"
          value={settleSec}
          spans={settles}
          unit="sec"
          onPick={(picked) => change({ settleSec: picked ?? 5 }, 'settleSec')}
        />
      </Field>
      <SwitchLine
        label="What is there now"
        name="existing"
        help="Files that lie in the folder already start runs, too."
        value={existing}
        onPick={(on) => change({ existing: on }, 'existing')}
      />
    </Part>
  )
}
