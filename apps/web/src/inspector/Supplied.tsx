import { ArtifactRef, type Recipe, type RecipeInput } from '@segue/protocol'
import { SlidersHorizontal } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { selectNothing } from '../document/selectionStore.ts'
import { useInputValue } from '../recipes/inputValues.ts'
import { cx } from '../ui/cx.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { well } from '../ui/well.ts'

/** The recipe input that fills a param of a node; `undefined` when the param has its own value. */
export function useSupply(nodeId: string, param: string): RecipeInput | undefined {
  return useDocument(({ recipe }) => recipe?.inputs.find((input) => fills(input, nodeId, param)))
}

const fills = (input: Recipe['inputs'][number], nodeId: string, param: string): boolean =>
  input.to.some((target) => target.nodeId === nodeId && 'param' in target && target.param === param)

function spoken(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return ArtifactRef.safeParse(value).data?.name ?? (typeof value === 'object' ? 'Data' : String(value))
}

/** Where a param would be edited, when an input of the recipe fills it: its value, and the way to that input. */
export function Supplied({ input, unit }: { input: RecipeInput; unit: string }) {
  const recipeId = useDocument(({ recipe }) => recipe?.id ?? '')
  const value = useInputValue(recipeId, input.key) ?? input.default
  return (
    <Tooltip text={`Filled by “${input.label}”, an input of the recipe`} side="left">
      <button
        type="button"
        onClick={selectNothing}
        className={cx(well, 'nodrag flex h-6.5 items-center gap-1.5 px-2 text-left !text-muted')}
      >
        <span className="truncate">{spoken(value)}</span>
        <span className="ml-auto flex shrink-0 items-center gap-1.5 text-tiny">
          {unit}
          <SlidersHorizontal size={11} aria-hidden />
        </span>
      </button>
    </Tooltip>
  )
}
