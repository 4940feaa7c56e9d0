import type { GraphNode } from '@segue/protocol'
import { edit, openedRecipe } from '../document/documentStore.ts'
import { hideFace, labelFace } from '../document/faceEdits.ts'
import { PortShape } from '../ui/PortShape.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Entry } from './ListInput.tsx'

type Side = 'inputs' | 'outputs'
const titles: Record<Side, string> = { inputs: 'Inputs', outputs: 'Outputs' }

/** What comes into a body and what goes out of it: the ports of the node around it. */
export function BodyFace({ nodeId, node }: { nodeId: string; node: GraphNode }) {
  const { inputs = [], outputs = [] } = node.body ?? {}
  const name = (side: Side, key: string, label: string, gesture: string) => {
    const recipe = openedRecipe()
    if (recipe)
      edit(
        'Rename port',
        labelFace(recipe, nodeId, side, { key, label }),
        `${nodeId} ${side} ${key} ${gesture}`,
      )
  }
  const hide = (side: Side, key: string) => {
    const recipe = openedRecipe()
    if (recipe) edit('Take port away', hideFace(recipe, nodeId, side, key))
  }
  const list = (
    side: Side,
    faces: readonly { key: string; label: string; type: (typeof inputs)[number]['type'] }[],
  ) => (
    <div className="flex flex-col gap-1">
      <span className="text-muted text-tiny">{titles[side]}</span>
      {faces.map(({ key, label, type }) => (
        <Entry key={key} label={`Take ${label} away`} framed={false} onRemove={() => hide(side, key)}>
          <span className="flex items-center gap-2">
            <PortShape type={type} size={10} />
            <TextField
              label={`${titles[side]}: ${key}`}
              value={label}
              maxLength={120}
              onEdit={(next, gesture) => name(side, key, next, gesture)}
            />
          </span>
        </Entry>
      ))}
      {faces.length === 0 ? <span className="text-muted text-node">Nothing yet</span> : null}
    </div>
  )
  return (
    <div className="flex flex-col gap-3">
      {list('inputs', inputs)}
      {list('outputs', outputs)}
      <p className="text-muted text-tiny">A wire from or to “New” makes another one.</p>
    </div>
  )
}
