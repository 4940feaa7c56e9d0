import type { GraphNode, NodePolicy } from '@segue/protocol'
import { edit } from '../document/documentStore.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'

const whole = (min: number, max: number) => ({ min, max, step: 1, integer: true })
const seconds = { min: 0, max: null, step: 0.5, integer: false }

const endings = [
  { value: 'stop', label: 'Stop the run' },
  { value: 'continue', label: 'Finish the rest, then fail' },
  { value: 'ignore', label: 'Go on without it' },
]

const pauses = [
  { value: 'constant', label: 'Always the same' },
  { value: 'exponential', label: 'Twice as long every time' },
]

const words = (text: string, fits: RegExp): string[] =>
  [...new Set(text.split(/[\s,]+/))].filter((word) => fits.test(word))

/** What happens when a step goes wrong: how often it is tried, how long it may take, what a failure means. */
export function PolicyForm({ nodeId, node: { policy } }: { nodeId: string; node: GraphNode }) {
  const { retry, timeoutMs, onFailure, locks } = policy
  const set = (part: Partial<NodePolicy>, gesture = '') =>
    edit(
      'Change policy',
      [{ type: 'node.policy', nodeId, policy: { ...policy, ...part } }],
      gesture === '' ? null : `${nodeId} policy ${gesture}`,
    )
  const setRetry = (part: Partial<NodePolicy['retry']>, gesture = '') =>
    set({ retry: { ...retry, ...part } }, gesture)
  const grows = retry.factor > 1
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-2 gap-y-1.5 text-muted text-node">
      <span>Tries</span>
      <NumberField
        label="Tries"
        value={retry.attempts}
        range={whole(1, 20)}
        onEdit={(attempts, gesture) => setRetry({ attempts }, gesture)}
      />
      {retry.attempts > 1 ? (
        <>
          <span>Pause between tries</span>
          <SelectField
            label="Pause between tries"
            value={grows ? 'exponential' : 'constant'}
            choices={pauses}
            onPick={(value) => setRetry({ factor: value === 'constant' ? 1 : 2 })}
          />
          <span>{grows ? 'First pause' : 'Pause'}</span>
          <NumberField
            label="First pause"
            value={retry.backoffMs / 1000}
            range={{ ...seconds, max: 3600 }}
            unit="s"
            onEdit={(pause, gesture) => setRetry({ backoffMs: Math.round(pause * 1000) }, gesture)}
          />
          {grows ? (
            <>
              <span>Longest pause</span>
              <NumberField
                label="Longest pause"
                value={retry.maxBackoffMs / 1000}
                range={{ ...seconds, max: 86_400 }}
                unit="s"
                onEdit={(pause, gesture) => setRetry({ maxBackoffMs: Math.round(pause * 1000) }, gesture)}
              />
            </>
          ) : null}
          <span title="Codes of failures, such as bridge.*; empty: whatever may pass by itself">
            Only after
          </span>
          <TextField
            label="Only after these failures"
            value={retry.retryIf.join(', ')}
            placeholder="what may pass by itself"
            mono
            onEdit={(text, gesture) =>
              setRetry({ retryIf: words(text, /^[a-z0-9_.*-]{1,100}$/).slice(0, 20) }, gesture)
            }
          />
        </>
      ) : null}
      <span>Time limit</span>
      <NumberField
        label="Time limit, 0 for none"
        value={timeoutMs === null ? null : timeoutMs / 1000}
        range={{ min: 0, max: 604_800, step: 10, integer: false }}
        unit="s"
        placeholder="none"
        onEdit={(limit, gesture) =>
          set({ timeoutMs: limit < 0.1 ? null : Math.round(limit * 1000) }, gesture)
        }
      />
      <span>When it fails</span>
      <SelectField
        label="When it fails"
        value={onFailure}
        choices={endings}
        onPick={(value) => {
          if (value === 'stop' || value === 'continue' || value === 'ignore') set({ onFailure: value })
        }}
      />
      <span title="Names of things that only one step at a time may use">Never together with</span>
      <TextField
        label="Never together with others that use"
        value={locks.join(', ')}
        placeholder="gpu, projector"
        onEdit={(text, gesture) => set({ locks: words(text, /^[\w.-]{1,64}$/).slice(0, 8) }, gesture)}
      />
    </div>
  )
}
