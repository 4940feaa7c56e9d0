import { Collapsible } from '@base-ui/react/collapsible'
import type { Change, Recipe, RecipeInput } from '@segue/protocol'
import { ArrowDown, ArrowUp, ChevronRight, Trash2 } from 'lucide-react'
import { edit } from '../document/documentStore.ts'
import { changeInput, moveInput, stopAsking } from '../document/formEdits.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { PortShape } from '../ui/PortShape.tsx'
import { AskedDetails } from './AskedDetails.tsx'

interface AskedInputProps {
  recipe: Recipe
  input: RecipeInput
  first: boolean
  last: boolean
}

/** One thing that the form asks for: where it stands, and behind its arrow everything that can be said of it. */
export function AskedInput({ recipe, input, first, last }: AskedInputProps) {
  const { key, label, type } = input
  const put = (changed: RecipeInput, gesture: string) =>
    edit('Change the form', changeInput(recipe, changed), `form ${key} ${gesture}`)
  const move = (by: -1 | 1) => act('Move in the form', moveInput(recipe, key, by))
  return (
    <Collapsible.Root className="rounded-field border border-line">
      <div className="flex h-7 items-center gap-1 pr-1">
        <Collapsible.Trigger className="group flex h-full min-w-0 flex-1 items-center gap-1.5 pl-1.5 text-left text-node">
          <ChevronRight
            size={12}
            className="shrink-0 text-muted transition-transform duration-100 group-data-panel-open:rotate-90"
          />
          <PortShape type={type} size={10} />
          <span className="truncate">{label}</span>
        </Collapsible.Trigger>
        <IconButton label={`Move ${label} up`} className="size-5" disabled={first} onClick={() => move(-1)}>
          <ArrowUp size={12} />
        </IconButton>
        <IconButton label={`Move ${label} down`} className="size-5" disabled={last} onClick={() => move(1)}>
          <ArrowDown size={12} />
        </IconButton>
        <IconButton
          label={`Ask for ${label} no more`}
          className="size-5"
          onClick={() => act('Ask no more', stopAsking(recipe, key))}
        >
          <Trash2 size={12} />
        </IconButton>
      </div>
      <Collapsible.Panel className="border-line border-t p-1.5">
        <AskedDetails input={input} onEdit={put} />
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

function act(name: string, changes: Change[]): void {
  if (changes.length > 0) edit(name, changes)
}
