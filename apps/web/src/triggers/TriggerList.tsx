import type { TriggerView } from '@segue/protocol'
import { Plus } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { useDraft } from './draftStore.ts'
import { KindTiles } from './KindTiles.tsx'
import { showScreen, useTriggersPage } from './pageStore.ts'
import { TriggerRow } from './TriggerRow.tsx'
import { nextOf, useTriggers } from './triggerStore.ts'

/** Every trigger: what cannot work first, then what fires next. */
export function TriggerList() {
  const triggers = useTriggers((state) => state.triggers)
  const recipeId = useTriggersPage((state) => state.recipeId)
  const open = useDocument(({ recipe }) => recipe)
  const unfinished = useDraft(({ draft }) => draft !== null)
  if (triggers === null) return null
  const shown = triggers.filter((one) => recipeId === null || one.recipeId === recipeId)
  const name =
    recipeId === open?.id ? open?.name : triggers.find((one) => one.recipeId === recipeId)?.recipeName
  return (
    <>
      {(triggers.length > 0 || unfinished) && (
        <div className="mb-4 flex flex-wrap items-center gap-2">
          <Filter open={open} />
          <span className="flex-1" />
          {unfinished && <Button onClick={() => showScreen({ show: 'form' })}>Go on filling in</Button>}
          <Button look="primary" onClick={() => showScreen({ show: 'kinds' })}>
            <Plus size={13} />
            New
          </Button>
        </div>
      )}
      {shown.length === 0 ? (
        <Nothing name={name ?? null} />
      ) : (
        <ul aria-label="Triggers" className="grid gap-2">
          {[...shown].sort(byNeed).map((trigger) => (
            <TriggerRow key={trigger.id} trigger={trigger} />
          ))}
        </ul>
      )}
    </>
  )
}

const need = ({ failure, enabled }: TriggerView): number => (failure !== null ? 0 : enabled ? 1 : 2)

function byNeed(a: TriggerView, b: TriggerView): number {
  const apart = need(a) - need(b)
  if (apart !== 0 || nextOf(a) === nextOf(b)) return apart || a.name.localeCompare(b.name)
  return nextOf(a) - nextOf(b)
}

function Filter({ open }: { open: { id: string; name: string } | null }) {
  const recipeId = useTriggersPage((state) => state.recipeId)
  const chip = (label: string, id: string | null) => (
    <button
      key={label}
      type="button"
      aria-pressed={recipeId === id}
      onClick={() => useTriggersPage.setState({ recipeId: id })}
      className={cx(
        'h-7 max-w-64 truncate rounded-field border px-2.5 text-node',
        recipeId === id ? 'border-line-hover bg-raised text-text' : 'border-line text-muted hover:text-text',
      )}
    >
      {label}
    </button>
  )
  return (
    <fieldset aria-label="Of which recipe" className="flex min-w-0 gap-1.5">
      {chip('All recipes', null)}
      {open !== null && chip(`Only ${open.name}`, open.id)}
    </fieldset>
  )
}

function Nothing({ name }: { name: string | null }) {
  return (
    <div className="pt-6">
      <h2 className="font-medium text-lg">
        {name === null ? 'Let a recipe run at night' : `Let ${name} run at night`}
      </h2>
      <p className="mt-1 mb-5 max-w-140 text-muted">
        A recipe can start without you: at a time, when a file lands, on a cue. In the morning its history
        says what ran, what did not, and why.
      </p>
      <KindTiles />
    </div>
  )
}
