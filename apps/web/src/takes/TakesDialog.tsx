import type { Take } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { RotateCcw, Star } from 'lucide-react'
import { useState } from 'react'
import { useDocument } from '../document/documentStore.ts'
import { artifactIn } from '../previews/mainOutput.ts'
import { PreviewBody } from '../previews/PreviewBody.tsx'
import { ValuePreview } from '../previews/ValuePreview.tsx'
import { editAgain } from '../recipes/editAgain.ts'
import { inputWords } from '../runs/inputWords.ts'
import { formatWhen, useNow } from '../runs/time.ts'
import { openWindow } from '../settings/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { dropTake, takesQuery } from './takeStore.ts'

/** Favourites of the open recipe: two beside each other, the rest below. */
export function TakesDialog() {
  const recipeId = useDocument(({ recipe }) => recipe?.id)
  const { data: takes } = useQuery({ ...takesQuery(recipeId ?? ''), enabled: recipeId !== undefined })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const shown =
    chosen.length > 0 ? (takes ?? []).filter(({ id }) => chosen.includes(id)) : (takes ?? []).slice(0, 2)
  const pick = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen.slice(-1), id])
  return (
    <Dialog open onClose={() => openWindow(null)} title="Favourites" className="top-[6vh] max-h-[88vh] w-240">
      <div className="min-h-0 flex-1 overflow-y-auto p-5 max-md:p-4">
        {takes?.length === 0 && (
          <div className="grid place-items-center gap-2 py-12 text-center text-muted">
            <Star size={28} strokeWidth={1.5} />
            <p className="text-node">
              Star an output of a run, and it stays here whatever becomes of the run.
            </p>
          </div>
        )}
        <div className={cx('grid gap-4', shown.length > 1 && 'md:grid-cols-2')}>
          {shown.map((take) => (
            <Large key={take.id} take={take} />
          ))}
        </div>
        {(takes?.length ?? 0) > 2 && (
          <>
            <p className="pt-5 pb-2 text-muted text-node">Click two to compare them.</p>
            <ul className="grid grid-cols-3 gap-2 md:grid-cols-6">
              {takes?.map((take) => (
                <li key={take.id}>
                  <button
                    type="button"
                    aria-pressed={shown.includes(take)}
                    onClick={() => pick(take.id)}
                    className={cx(
                      'block w-full overflow-hidden rounded-node border text-left',
                      shown.includes(take) ? 'border-running' : 'border-line hover:border-line-hover',
                    )}
                  >
                    <Face take={take} />
                    <span className="block truncate px-1.5 py-1 text-tiny">{take.name}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}

function Large({ take }: { take: Take }) {
  const now = useNow(30_000, true)
  const inputs = useDocument(({ recipe }) => recipe?.inputs)
  return (
    <figure className="min-w-0">
      <Face take={take} />
      <figcaption className="flex items-center gap-1 pt-1.5">
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{take.name}</span>
          <span className="block truncate text-muted text-tiny">
            {[formatWhen(take.madeAt, now), inputWords(take.inputs, inputs ?? [])]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </span>
        <Button
          onClick={() => {
            openWindow(null)
            editAgain(take.inputs)
          }}
        >
          <RotateCcw size={12} />
          Again, with changes
        </Button>
        <IconButton label="No favourite any more" onClick={() => void dropTake(take.id)}>
          <Star size={13} className="fill-stale text-stale" />
        </IconButton>
      </figcaption>
    </figure>
  )
}

function Face({ take }: { take: Take }) {
  const file = artifactIn(take.value)
  return (
    <div className="relative aspect-video overflow-hidden rounded-node bg-well">
      {file ? (
        <PreviewBody nodeId={`take ${take.id}`} artifact={file} />
      ) : (
        <ValuePreview value={take.value} />
      )}
    </div>
  )
}
