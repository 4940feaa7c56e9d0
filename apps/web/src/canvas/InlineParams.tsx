import type { GraphNode, NodeTypeInfo } from '@segue/protocol'
import { casesOf } from '../document/caseEdits.ts'
import { setParam } from '../document/paramEdits.ts'
import { type ParamField, paramFields } from '../document/paramField.ts'
import { EachInput } from '../inspector/EachInput.tsx'
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

const waysOut = ({ params }: GraphNode): string => {
  const count = casesOf(params).length
  return count === 0 ? 'None yet' : `${count} and else`
}

function InlineParam({ id, node, field }: { id: string; node: GraphNode; field: ParamField }) {
  const supply = useSupply(id, field.key)
  const value = node.params[field.key] ?? field.default
  if (field.widget === 'cases') return <span className="truncate">{waysOut(node)}</span>
  if (field.widget === 'bodyInput')
    return (
      <EachInput
        compact
        node={node}
        value={typeof value === 'string' ? value : ''}
        label={field.title}
        onEdit={(next, gesture) => setParam(id, field, next, gesture)}
      />
    )
  if (supply) return <Supplied input={supply} unit={field.unit} />
  return (
    <ParamInput
      compact
      field={field}
      value={value}
      onEdit={(next, gesture) => setParam(id, field, next, gesture)}
    />
  )
}
