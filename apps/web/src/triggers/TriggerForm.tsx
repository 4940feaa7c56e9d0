import { Button } from '../ui/Button.tsx'
import { dropDraft, saveDraft, useDraft, useMistake } from './draftStore.ts'
import { InputsPart } from './InputsPart.tsx'
import { KindForm } from './KindForm.tsx'
import { kinds } from './kinds.ts'
import { LimitsPart } from './LimitsPart.tsx'
import { listen } from './listenStore.ts'
import { OverlapPart } from './OverlapPart.tsx'
import { RecipePart } from './RecipePart.tsx'
import { SchedulePreview } from './SchedulePreview.tsx'

/** Everything that a trigger says, with what it amounts to beside it. */
export function TriggerForm() {
  const { id, draft, saving, mistakes } = useDraft()
  const mistake = useMistake('form')
  if (draft === null) return null
  const { icon: Icon, title } = kinds[draft.settings.kind]
  return (
    <form
      aria-label={id === null ? 'New trigger' : 'Change the trigger'}
      onKeyDownCapture={(event) => {
        // Enter ends a field; only the button keeps the trigger.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void saveDraft()
      }}
    >
      <h2 className="mb-4 flex items-center gap-2.5 font-medium text-lg">
        <Icon size={18} className="text-muted" />
        {id === null ? title : draft.name || title}
      </h2>
      <div className="grid items-start gap-4 @4xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="grid gap-4">
          <KindForm settings={draft.settings} />
          <RecipePart draft={draft} />
          <InputsPart draft={draft} />
          {draft.settings.kind !== 'schedule' && <LimitsPart settings={draft.settings} />}
          <OverlapPart overlap={draft.overlap} />
        </div>
        <div className="sticky top-4 grid gap-4 @max-4xl:contents">
          {draft.settings.kind === 'schedule' && (
            <section
              aria-label="What this means"
              className="@max-4xl:order-first rounded-node border border-line bg-panel p-4"
            >
              <SchedulePreview when={draft.settings.when} zone={draft.settings.zone} />
            </section>
          )}
          <div className="grid gap-2 @max-4xl:sticky @max-4xl:bottom-0 @max-4xl:-mx-4 @max-4xl:border-line @max-4xl:border-t @max-4xl:bg-canvas @max-4xl:px-4 @max-4xl:py-3">
            {mistake !== undefined && (
              <p role="alert" className="text-error text-node">
                {mistake.message} <span className="text-muted">{mistake.hint}</span>
              </p>
            )}
            {mistakes.length > 0 && mistake === undefined && (
              <p role="status" className="text-error text-node">
                {mistakes.length === 1 ? 'One field needs you.' : `${mistakes.length} fields need you.`}
              </p>
            )}
            <div className="flex gap-2">
              <Button look="primary" type="submit" disabled={saving}>
                {id === null ? 'Let it run by itself' : 'Keep'}
              </Button>
              <Button look="quiet" type="button" onClick={dropDraft}>
                Cancel
              </Button>
            </div>
            {id === null && draft.settings.kind !== 'schedule' && (
              <>
                <Button type="button" className="justify-self-start" disabled={saving} onClick={testFirst}>
                  Keep it off and test
                </Button>
                <p className="text-muted text-node">
                  Shows what arrives before anything starts: values can be picked from it, and a pad or an
                  address is learned from it.
                </p>
              </>
            )}
          </div>
        </div>
      </div>
    </form>
  )
}

async function testFirst(): Promise<void> {
  const kept = await saveDraft({ enabled: false })
  if (kept !== null) listen(kept.id)
}
