import { ArtifactRef } from '@segue/protocol'
import { SlidersHorizontal } from 'lucide-react'
import { useDocument, useGraph } from '../document/documentStore.ts'
import type { OuterInput } from '../document/openGraph.ts'
import { selectNothing } from '../document/selectionStore.ts'
import { useInputValue } from '../recipes/inputValues.ts'
import { cx } from '../ui/cx.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { well } from '../ui/well.ts'

/** The input of the recipe or body that fills a param of a node; `undefined` when the param has its own value. */
export function useSupply(nodeId: string, param: string): OuterInput | undefined {
  return useGraph(({ inputs }) => inputs.find((input) => fills(input, nodeId, param)))
}

const fills = (input: OuterInput, nodeId: string, param: string): boolean =>
  input.to.some((target) => target.nodeId === nodeId && 'param' in target && target.param === param)

function spoken(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return ArtifactRef.safeParse(value).data?.name ?? (typeof value === 'object' ? 'Data' : String(value))
}

/** Where a param would be edited, when an input of the recipe fills it: its value, and the way to that input. */
export function Supplied({ input, unit }: { input: OuterInput; unit: string }) {
  const recipeId = useDocument(({ recipe }) => recipe?.id ?? '')
  const inside = useGraph(({ holder }) => holder !== null)
  const preset = useDocument(({ recipe }) => recipe?.inputs.find(({ key }) => key === input.key)?.default)
  const filled = useInputValue(recipeId, input.key) ?? preset
  const value = inside ? undefined : filled
  return (
    <Tooltip
      text={`Filled by “${input.label}”, ${inside ? 'which comes from outside' : 'an input of the recipe'}`}
      side="left"
    >
      <button
        type="button"
        onClick={selectNothing}
        className={cx(well, 'nodrag flex h-6.5 items-center gap-1.5 px-2 text-left !text-muted')}
      >
        <span className="truncate">{inside ? input.label : spoken(value)}</span>
        <span className="ml-auto flex shrink-0 items-center gap-1.5 text-tiny">
          {unit}
          <SlidersHorizontal size={11} aria-hidden />
        </span>
      </button>
    </Tooltip>
  )
}
