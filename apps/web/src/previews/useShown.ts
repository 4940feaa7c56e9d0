import { nodeIn } from '@segue/protocol'
import { useMemo } from 'react'
import { useNodeType } from '../document/catalogue.ts'
import { useDocument } from '../document/documentStore.ts'
import { useStep } from '../runs/runStore.ts'
import { mainOutput, type Shown } from './mainOutput.ts'

/** What a node has to show and where it comes from. `stale`: made before the shown run, which makes it anew. */
export type ShownOutput = Shown & { stale: boolean; sample: boolean; standIn: boolean }

/** What a node has to show; `null` when it has nothing. */
export function useShown(nodeId: string): ShownOutput | null {
  const look = useStep(nodeId)
  const type = useDocument(({ recipe }) => recipe && nodeIn(recipe.graph, nodeId)?.type)
  const info = useNodeType(type ?? '')
  return useMemo(() => {
    if (look === undefined) return null
    const fresh = mainOutput(look.outputs, info)
    if (fresh !== null) return { ...fresh, stale: false, ...originOf(fresh, look) }
    const old = look.former && mainOutput(look.former.outputs, info)
    return old && look.former && { ...old, stale: true, ...originOf(old, look.former) }
  }, [look, info])
}

/** A file says itself that a stand-in had a part in it, also where a later step made it. */
function originOf(shown: Shown, made: { sample: boolean; standIn: boolean }) {
  const said = shown.kind === 'artifact' && shown.ref.meta.standIn !== undefined
  return { sample: made.sample, standIn: made.standIn || said }
}
