import { Copy, Ellipsis, Pencil, Play, Spline, Trash2, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { visitRecipe } from '../recipes/visit.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { AddressCard } from './AddressCard.tsx'
import { editTrigger } from './draftStore.ts'
import { History } from './History.tsx'
import { kinds } from './kinds.ts'
import { Moments } from './Moments.tsx'
import { removeTrigger, runNow, setEnabled } from './orders.ts'
import { closeTriggers } from './pageStore.ts'
import { TestPanel } from './TestPanel.tsx'
import { useTrigger } from './triggerStore.ts'

/** One trigger: what it says, whether it can work, when it fires next, and all that became of it. */
export function TriggerPage({ id }: { id: string }) {
  const trigger = useTrigger(id)
  const [removing, setRemoving] = useState(false)
  if (trigger === undefined) return <p className="text-muted">This trigger is gone.</p>
  const { name, recipeId, recipeName, version, words, enabled, settings, failure, note, next, last, url } =
    trigger
  const { icon: Icon } = kinds[settings.kind]
  return (
    <>
      <header className="mb-5 flex flex-wrap items-start gap-x-3 gap-y-2">
        <Icon size={20} className="mt-1 shrink-0 text-muted" />
        <div className="min-w-48 flex-1">
          <h2 className="truncate font-medium text-lg">{name}</h2>
          <p className="text-muted first-letter:uppercase">{words}</p>
          <p className="text-muted text-node">
            {recipeName === null ? 'Its recipe is gone' : `Runs ${recipeName}`}
            {version === null ? ', as it stands' : `, version ${version}`}
          </p>
        </div>
        <div className="flex items-center gap-2">
          <span className="mr-1 flex items-center gap-2 text-muted text-node">
            {enabled ? 'On' : 'Off'}
            <SwitchField
              label={`${name} is on`}
              value={enabled}
              onPick={(on) => void setEnabled(trigger, on)}
            />
          </span>
          <Button onClick={() => void runNow(trigger)}>
            <Play size={12} className="fill-current" />
            Run now
          </Button>
          <Button onClick={() => editTrigger(trigger)}>
            <Pencil size={12} />
            Change
          </Button>
          <Menu
            trigger={
              <IconButton label={`More for ${name}`}>
                <Ellipsis size={15} />
              </IconButton>
            }
            items={[
              {
                label: 'Make one like it',
                icon: <Copy size={13} />,
                run: () => editTrigger(trigger, { copy: true }),
              },
              {
                label: 'Open the recipe',
                icon: <Spline size={13} />,
                disabled: recipeName === null,
                run: () => {
                  closeTriggers()
                  void visitRecipe(recipeId)
                },
              },
              'rule',
              { label: 'Remove…', icon: <Trash2 size={13} />, danger: true, run: () => setRemoving(true) },
            ]}
          />
        </div>
      </header>
      {failure !== null && (
        <div
          role="alert"
          className="mb-4 flex gap-2.5 rounded-node border border-error/50 bg-error/10 px-3.5 py-2.5"
        >
          <TriangleAlert size={15} className="mt-0.5 shrink-0 text-error" />
          <p>
            {failure.message} <span className="block text-muted text-node">{failure.hint}</span>
          </p>
        </div>
      )}
      {note !== null && <p className="mb-4 text-muted text-node first-letter:uppercase">{note}</p>}
      <div className="grid items-start gap-4 @4xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="grid min-w-0 gap-4">
          {settings.kind !== 'schedule' && (
            <Box title="Test">
              <TestPanel trigger={trigger} />
            </Box>
          )}
          <Box title="History">
            <History id={id} newest={last} />
          </Box>
        </div>
        {(settings.kind === 'schedule' || settings.kind === 'webhook') && (
          <div className="grid min-w-0 gap-4 @max-4xl:order-first">
            {settings.kind === 'webhook' && url !== null && (
              <Box title="Address">
                <AddressCard {...{ trigger, settings, url }} />
              </Box>
            )}
            {settings.kind === 'schedule' && (
              <Box title="Next">
                {next.length > 0 ? (
                  <Moments label="Next five" when={settings.when} zone={settings.zone} next={next} />
                ) : (
                  <p className="text-muted text-node">Nothing, while it is off.</p>
                )}
              </Box>
            )}
          </div>
        )}
      </div>
      <Dialog open={removing} onClose={() => setRemoving(false)} title="Remove" className="w-100">
        <div className="p-4">
          <p>
            Remove <b className="font-medium">{name}</b> with its history? The runs that it has started stay.
          </p>
          <div className="mt-4 flex justify-end gap-2">
            <Button look="quiet" onClick={() => setRemoving(false)}>
              Keep
            </Button>
            <Button look="danger" onClick={() => void removeTrigger(trigger)}>
              Remove
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-node border border-line bg-panel p-4">
      <h3 className="mb-2.5 font-medium">{title}</h3>
      {children}
    </section>
  )
}
