import { type GraphNode, type NodeMode, type NodeTypeInfo, nodeIn } from '@segue/protocol'
import { useNodeType } from '../document/catalogue.ts'
import { edit, useDocument } from '../document/documentStore.ts'
import { freezeChange, passes } from '../document/nodeEdits.ts'
import { paramFields } from '../document/paramField.ts'
import { nothingToFreeze, resultOf } from '../runs/freeze.ts'
import { useStep } from '../runs/runStore.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { TypeIcon } from '../ui/TypeIcon.tsx'
import { BodyFace } from './BodyFace.tsx'
import { BodyFacts } from './BodyFacts.tsx'
import { ParamRow } from './ParamRow.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { PortList } from './PortList.tsx'
import { RecipeUseForm } from './RecipeUseForm.tsx'
import { Section } from './Section.tsx'
import { shownFields } from './shownFields.ts'

const modes: readonly { value: NodeMode; label: string }[] = [
  { value: 'active', label: 'Active' },
  { value: 'bypassed', label: 'Bypassed: passes its input on' },
  { value: 'muted', label: 'Muted: this branch is off' },
  { value: 'frozen', label: 'Frozen: keeps its result' },
]

/** Modes that mean something: what steers a run and passes nothing through cannot be bypassed. */
const modesOf = (type: NodeTypeInfo | undefined, node: GraphNode) =>
  modes.filter(({ value }) => value !== 'bypassed' || node.mode === value || !type || passes(type))

interface NodeInspectorProps {
  nodeId: string
  /** Its body is what the canvas shows. */
  open?: boolean
}

/** Everything about one node. */
export function NodeInspector({ nodeId, open = false }: NodeInspectorProps) {
  const node = useDocument(({ recipe }) => recipe && nodeIn(recipe.graph, nodeId))
  const type = useNodeType(node?.type ?? '')
  const failure = useStep(nodeId)?.failure
  if (!node) return null
  const fields = type ? shownFields(type, node, paramFields(type)) : []
  const setMode = (value: string) => {
    const mode = modes.find((candidate) => candidate.value === value)?.value
    if (!mode || mode === node.mode) return
    const outputs = mode === 'frozen' ? resultOf(nodeId) : null
    if (mode !== 'frozen') edit('Change mode', [{ type: 'node.mode', nodeId, mode }])
    else if (outputs) edit('Freeze', [freezeChange(nodeId, outputs)])
    else nothingToFreeze(node.name)
  }
  return (
    <>
      <div className="flex flex-col gap-2 px-3 pt-3 pb-3">
        <div className="flex items-center gap-2">
          <span className="text-muted">{type ? <TypeIcon type={type} size={16} /> : null}</span>
          <TextField
            value={node.name}
            label="Node name"
            maxLength={120}
            onEdit={(name, gesture) =>
              edit('Rename', [{ type: 'node.rename', nodeId, name }], `${nodeId} ${gesture}`)
            }
          />
        </div>
        <p className="text-muted text-node">
          {type
            ? type.summary
            : `This version of Segue has no node “${node.type}”. It keeps its wires and values.`}
        </p>
        <SelectField label="Mode" value={node.mode} choices={modesOf(type, node)} onPick={setMode} />
      </div>
      {open ? (
        <Section title="Inputs and outputs">
          <BodyFace nodeId={nodeId} node={node} />
        </Section>
      ) : null}
      {failure ? (
        <div role="status" className="border-error/40 border-t bg-error/10 px-3 py-2 text-node">
          <p>{failure.message}</p>
          <p className="text-muted">{failure.hint}</p>
        </div>
      ) : null}
      {node.recipe ? (
        <Section title="Recipe">
          <RecipeUseForm nodeId={nodeId} use={node.recipe} />
        </Section>
      ) : null}
      {node.body && !open ? <BodyFacts nodeId={nodeId} node={node} /> : null}
      {fields.length > 0 ? (
        <Section title="Params">
          {fields.map((field) => (
            <ParamRow key={field.key} nodeId={nodeId} node={node} type={type} field={field} />
          ))}
        </Section>
      ) : null}
      {type && !open ? (
        <Section title="Ports">
          <PortList nodeId={nodeId} node={node} type={type} />
        </Section>
      ) : null}
      <Section title="When something goes wrong" closed>
        <PolicyForm nodeId={nodeId} node={node} />
      </Section>
      <p className="border-line border-t px-3 py-2 font-mono text-muted text-tiny">
        {node.type} v{node.version} · {nodeId}
      </p>
    </>
  )
}
