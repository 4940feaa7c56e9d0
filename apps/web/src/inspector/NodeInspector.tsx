import type { NodeMode } from '@segue/protocol'
import { useNodeType } from '../document/catalogue.ts'
import { edit, useGraph } from '../document/documentStore.ts'
import { paramFields } from '../document/paramField.ts'
import { useStep } from '../runs/runStore.ts'
import { CategoryIcon } from '../ui/CategoryIcon.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { ParamRow } from './ParamRow.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { PortList } from './PortList.tsx'
import { Section } from './Section.tsx'

const modes: readonly { value: NodeMode; label: string }[] = [
  { value: 'active', label: 'Active' },
  { value: 'bypassed', label: 'Bypassed: passes its input on' },
  { value: 'muted', label: 'Muted: this branch is off' },
  { value: 'frozen', label: 'Frozen: keeps its result' },
]

/** Everything about one node. */
export function NodeInspector({ nodeId }: { nodeId: string }) {
  const node = useGraph(({ graph }) => graph.nodes[nodeId])
  const type = useNodeType(node?.type ?? '')
  const failure = useStep(nodeId)?.failure
  if (!node) return null
  const fields = type ? paramFields(type) : []
  const setMode = (value: string) => {
    const mode = modes.find((candidate) => candidate.value === value)?.value
    if (mode) edit('Change mode', [{ type: 'node.mode', nodeId, mode }])
  }
  return (
    <>
      <div className="flex flex-col gap-2 px-3 pt-3 pb-3">
        <div className="flex items-center gap-2">
          <span className="text-muted">
            {type ? <CategoryIcon category={type.category} size={16} /> : null}
          </span>
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
        <SelectField label="Mode" value={node.mode} choices={modes} onPick={setMode} />
      </div>
      {failure ? (
        <div role="status" className="border-error/40 border-t bg-error/10 px-3 py-2 text-node">
          <p>{failure.message}</p>
          <p className="text-muted">{failure.hint}</p>
        </div>
      ) : null}
      {fields.length > 0 ? (
        <Section title="Params">
          {fields.map((field) => (
            <ParamRow key={field.key} nodeId={nodeId} node={node} field={field} />
          ))}
        </Section>
      ) : null}
      {type ? (
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
