import { type PlannedNode, usePlan } from './planStore.ts'
import { showNode } from './showNode.ts'
import { formatDuration } from './time.ts'

const works = ({ verdict }: PlannedNode): boolean => verdict === 'runs' || verdict === 'waits'

/** The steps that will run, each with the reason; those that will not in one line. */
export function PlanList({ onShow }: { onShow: () => void }) {
  const plan = usePlan((state) => state.plan)
  if (plan === null) return <p className="px-2 py-1.5 text-muted">Looking at what changed …</p>
  const steps = plan.nodes.filter(works)
  const cached = plan.nodes.filter(({ verdict }) => verdict === 'cached').length
  return (
    <>
      {steps.length === 0 && <p className="px-2 py-1.5">Nothing changed: every result is there.</p>}
      <ul aria-label="Steps that run" className="max-h-72 overflow-auto">
        {steps.map((step) => (
          <li key={step.nodeId}>
            <button
              type="button"
              onClick={() => {
                onShow()
                showNode(step.nodeId)
              }}
              className="flex w-full items-baseline gap-2 rounded-field px-2 py-1 text-left hover:bg-line"
            >
              <span className="max-w-40 shrink-0 truncate font-medium">{step.name}</span>
              <span className="min-w-0 flex-1 truncate text-muted" title={step.because}>
                {step.because}
              </span>
              {step.lastMs !== null && (
                <span className="shrink-0 font-mono text-faint tabular-nums">
                  {formatDuration(step.lastMs)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {cached > 0 && steps.length > 0 && (
        <p className="px-2 pt-1 text-muted">
          {cached === 1 ? '1 result stays' : `${cached} results stay`} as it is.
        </p>
      )}
    </>
  )
}
