import type { GraphNode, NodeTypeInfo } from '@segue/protocol'
import { setParam } from '../document/paramEdits.ts'
import { type ParamField, paramFields } from '../document/paramField.ts'
import { ParamInput } from '../inspector/ParamInput.tsx'
import { Supplied, useSupply } from '../inspector/Supplied.tsx'
import styles from './node.module.css'
import { inlineParams } from './nodeSize.ts'

interface InlineParamsProps {
  id: string
  node: GraphNode
  type: NodeTypeInfo
}

/** Up to three params on the node itself, the same controls as in the inspector. */
export function InlineParams({ id, node, type }: InlineParamsProps) {
  const keys = inlineParams(type, node)
  const fields = keys.flatMap((key) => paramFields(type).find((field) => field.key === key) ?? [])
  if (fields.length === 0) return null
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <div key={field.key} className={styles.field}>
          <span className={styles.label} title={field.help}>
            {field.title}
          </span>
          <InlineParam id={id} node={node} field={field} />
        </div>
      ))}
    </div>
  )
}

function InlineParam({ id, node, field }: { id: string; node: GraphNode; field: ParamField }) {
  const supply = useSupply(id, field.key)
  if (supply) return <Supplied input={supply} unit={field.unit} />
  return (
    <ParamInput
      compact
      field={field}
      value={node.params[field.key] ?? field.default}
      onEdit={(value, gesture) => setParam(id, field, value, gesture)}
    />
  )
}
