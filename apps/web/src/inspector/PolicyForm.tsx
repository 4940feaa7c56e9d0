import type { GraphNode, NodePolicy } from '@segue/protocol'
import { edit } from '../document/documentStore.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { SelectField } from '../ui/SelectField.tsx'

const whole = (min: number, max: number) => ({ min, max, step: 1, integer: true })

const endings = [
  { value: 'stop', label: 'Stop the run' },
  { value: 'continue', label: 'Finish the rest, then fail' },
  { value: 'ignore', label: 'Go on without it' },
]

/** What happens when a step goes wrong: how often it is tried, how long it may take, what a failure means. */
export function PolicyForm({ nodeId, node }: { nodeId: string; node: GraphNode }) {
  const { policy } = node
  const set = (part: Partial<NodePolicy>, gesture = '') =>
    edit(
      'Change policy',
      [{ type: 'node.policy', nodeId, policy: { ...policy, ...part } }],
      gesture === '' ? null : `${nodeId} policy ${gesture}`,
    )
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-2 gap-y-1.5 text-muted text-node">
      <span>Tries</span>
      <NumberField
        label="Tries"
        value={policy.retry.attempts}
        range={whole(1, 20)}
        onEdit={(attempts, gesture) => set({ retry: { ...policy.retry, attempts } }, gesture)}
      />
      <span>First pause</span>
      <NumberField
        label="First pause"
        value={policy.retry.backoffMs / 1000}
        range={{ min: 0, max: null, step: 0.5, integer: false }}
        unit="s"
        onEdit={(seconds, gesture) =>
          set({ retry: { ...policy.retry, backoffMs: Math.round(seconds * 1000) } }, gesture)
        }
      />
      <span>Time limit</span>
      <NumberField
        label="Time limit, 0 for none"
        value={policy.timeoutMs === null ? null : policy.timeoutMs / 1000}
        range={{ min: 0, max: null, step: 10, integer: false }}
        unit="s"
        placeholder="none"
        onEdit={(seconds, gesture) =>
          set({ timeoutMs: seconds < 0.1 ? null : Math.round(seconds * 1000) }, gesture)
        }
      />
      <span>When it fails</span>
      <SelectField
        label="When it fails"
        value={policy.onFailure}
        choices={endings}
        onPick={(value) => {
          if (value === 'stop' || value === 'continue' || value === 'ignore') set({ onFailure: value })
        }}
      />
    </div>
  )
}
