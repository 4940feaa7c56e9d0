import { useMemo } from 'react'
import { useNodeType } from '../document/catalogue.ts'
import { useDocument } from '../document/documentStore.ts'
import { useStep } from '../runs/runStore.ts'
import { mainOutput, type Shown } from './mainOutput.ts'

/** What a node has to show from the shown run; `null` when it has nothing. */
export function useShown(nodeId: string): Shown | null {
  const outputs = useStep(nodeId)?.outputs
  const type = useDocument(({ recipe }) => recipe?.graph.nodes[nodeId]?.type)
  const info = useNodeType(type ?? '')
  return useMemo(() => (outputs === undefined ? null : mainOutput(outputs, info)), [outputs, info])
}
