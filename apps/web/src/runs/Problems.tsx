import { CircleAlert, Crosshair, RotateCcw, TriangleAlert } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { Button } from '../ui/Button.tsx'
import { Empty } from './Empty.tsx'
import { type Problem, useProblems } from './problems.ts'
import { showNode } from './showNode.ts'
import { retryStep } from './startRun.ts'

/** Every failure with what to do about it, and the way to its node. */
export function Problems() {
  const problems = useProblems()
  if (problems.length === 0)
    return <Empty title="No problems" hint="Failures and what to do about them appear here." />
  return (
    <ul className="divide-y divide-line/60">
      {problems.map((problem) => (
        <Row key={`${problem.nodeId} ${problem.code} ${problem.message}`} problem={problem} />
      ))}
    </ul>
  )
}

function Row({ problem: { nodeId, message, hint, code, warning, canRetry } }: { problem: Problem }) {
  const name = useDocument(({ recipe }) => (nodeId === null ? undefined : recipe?.graph.nodes[nodeId]?.name))
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      {warning ? (
        <TriangleAlert size={15} className="mt-0.5 shrink-0 text-stale" />
      ) : (
        <CircleAlert size={15} className="mt-0.5 shrink-0 text-error" />
      )}
      <div className="min-w-0 flex-1">
        <p>
          {name !== undefined && <span className="font-medium">{name}: </span>}
          {message}
        </p>
        <p className="text-muted text-node">{hint}</p>
        <p className="font-mono text-[10px] text-muted">{code}</p>
      </div>
      <div className="flex shrink-0 gap-1.5 max-md:flex-col">
        {canRetry && nodeId !== null && (
          <Button onClick={() => void retryStep(nodeId)}>
            <RotateCcw size={12} />
            Try again
          </Button>
        )}
        {nodeId !== null && (
          <Button look="quiet" onClick={() => showNode(nodeId)}>
            <Crosshair size={12} />
            Show node
          </Button>
        )}
      </div>
    </li>
  )
}
