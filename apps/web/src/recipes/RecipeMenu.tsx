import type { RecipeHead } from '@segue/api'
import {
  AlarmClock,
  Archive,
  ArchiveRestore,
  Copy,
  Download,
  Ellipsis,
  Package,
  Tag,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { openTriggers } from '../triggers/pageStore.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import { saveNow } from './autosave.ts'
import { exportPackage } from './packageFile.ts'
import { duplicateRecipe, exportRecipe } from './recipeFile.ts'
import { publishRecipe, tellFailure } from './versions.ts'
import { archiveRecipe, removeRecipe } from './visit.ts'

/** Keeps the recipe as a version that other recipes can use as a node. */
async function publish(id: string, name: string): Promise<void> {
  try {
    await saveNow()
    const { version } = await publishRecipe(id)
    toast.success(`${name} is published as version ${version}.`)
  } catch (error) {
    tellFailure(error)
  }
}

/** What can be done with a recipe in the list. Deleting asks first. */
export function RecipeMenu({ recipe: { id, name, starter, archivedAt } }: { recipe: RecipeHead }) {
  const [removing, setRemoving] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`More for ${name}`}
            className="absolute top-2 right-1.5 grid size-6 place-items-center rounded-field bg-panel text-muted opacity-0 hover:text-text max-md:opacity-100 focus-visible:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100"
          >
            <Ellipsis size={14} />
          </button>
        }
        items={[
          { label: 'Runs by itself…', icon: <AlarmClock size={13} />, run: () => openTriggers(id) },
          { label: 'Duplicate', icon: <Copy size={13} />, run: () => void duplicateRecipe(id) },
          { label: 'Publish a version', icon: <Tag size={13} />, run: () => void publish(id, name) },
          { label: 'Export package', icon: <Package size={13} />, run: () => void exportPackage(id) },
          { label: 'Export as JSON', icon: <Download size={13} />, run: () => void exportRecipe(id) },
          archivedAt === null
            ? { label: 'Archive', icon: <Archive size={13} />, run: () => void archiveRecipe(id, true) }
            : {
                label: 'Take out of the archive',
                icon: <ArchiveRestore size={13} />,
                run: () => void archiveRecipe(id, false),
              },
          'rule',
          {
            label: 'Delete…',
            icon: <Trash2 size={13} />,
            danger: true,
            disabled: starter,
            run: () => setRemoving(true),
          },
        ]}
      />
      <Dialog open={removing} onClose={() => setRemoving(false)} title="Delete recipe" className="w-100">
        <div className="p-4">
          <p>
            Delete <b className="font-medium">{name}</b>? Files that its runs have made stay where they are.
          </p>
          <div className="mt-4 flex justify-end gap-2">
            <Button look="quiet" onClick={() => setRemoving(false)}>
              Keep
            </Button>
            <Button
              look="danger"
              onClick={() => {
                setRemoving(false)
                void removeRecipe(id)
              }}
            >
              Delete
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
