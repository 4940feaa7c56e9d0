import { ChevronDown, ChevronUp } from 'lucide-react'
import type { PlacedPort } from '../document/ports.ts'
import { toggleFold } from './foldStore.ts'
import hidden from './hiddenPort.module.css'
import styles from './node.module.css'

interface FoldLineProps {
  nodeId: string
  name: string
  folded: readonly PlacedPort[]
}

/** The line behind which a node keeps its optional inputs. Wires to them end here. */
export function FoldLine({ nodeId, name, folded }: FoldLineProps) {
  const folds = folded.length > 0
  return (
    <div className={styles.cell} data-side="input">
      {folded.map(({ key }) => (
        <span
          key={key}
          aria-hidden
          className={`${hidden.folded} target`}
          data-handleid={key}
          data-handlepos="left"
          data-nodeid={nodeId}
          data-side="input"
        />
      ))}
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={!folds}
        className={`${hidden.fold} nodrag`}
        onClick={() => toggleFold(nodeId)}
      >
        {folds ? (
          <ChevronDown size={11} className="shrink-0" />
        ) : (
          <ChevronUp size={11} className="shrink-0" />
        )}
        {folds ? `${folded.length} more inputs of ${name}` : `Fewer inputs of ${name}`}
      </button>
    </div>
  )
}
