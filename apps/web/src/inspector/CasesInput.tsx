import type { GraphNode } from '@segue/protocol'
import { Plus } from 'lucide-react'
import {
  type Case,
  caseProblem,
  casesOf,
  freeCaseKey,
  renameCaseChanges,
  setCases,
} from '../document/caseEdits.ts'
import { edit, openedGraph } from '../document/documentStore.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Entry } from './ListInput.tsx'
import { readMixed } from './MixedInput.tsx'

const tests = [
  { value: 'is', label: 'is' },
  { value: 'isNot', label: 'is not' },
  { value: 'above', label: 'is above' },
  { value: 'atLeast', label: 'is at least' },
  { value: 'below', label: 'is below' },
  { value: 'atMost', label: 'is at most' },
  { value: 'contains', label: 'contains' },
  { value: 'startsWith', label: 'starts with' },
  { value: 'empty', label: 'is empty' },
]

const plain = (text: string): Case['value'] => {
  const value = readMixed(text)
  return typeof value === 'number' || typeof value === 'boolean' ? value : text
}

/** The ways out of a branch, in the order they are tried; a renamed one keeps its wires. */
export function CasesInput({ nodeId, node }: { nodeId: string; node: GraphNode }) {
  const cases = casesOf(node.params)
  const put = (next: readonly Case[], label: string, gesture = '') =>
    edit(label, [setCases(nodeId, next)], gesture === '' ? null : `${nodeId} cases ${gesture}`)
  const set = (index: number, part: Partial<Case>, gesture = '') =>
    put(
      cases.map((one, at) => (at === index ? { ...one, ...part } : one)),
      'Change branch',
      gesture,
    )
  const rename = (index: number, name: string, gesture: string) => {
    const open = openedGraph()
    if (open)
      edit(
        'Rename branch',
        renameCaseChanges(open, nodeId, index, name),
        `${nodeId} case ${index} ${gesture}`,
      )
  }
  return (
    <div className="flex flex-col gap-1.5">
      {cases.map((one, index) => {
        const problem = caseProblem(cases, index)
        return (
          <Entry
            // biome-ignore lint/suspicious/noArrayIndexKey: branches are tried in order and have no other identity
            key={index}
            label={`Remove branch ${index + 1}`}
            framed
            onRemove={() => put(cases.toSpliced(index, 1), 'Remove branch')}
          >
            <div className="flex flex-col gap-1">
              <TextField
                label={`Name of branch ${index + 1}`}
                value={one.key}
                maxLength={64}
                invalid={problem !== ''}
                onEdit={(name, gesture) => rename(index, name, gesture)}
              />
              {problem ? <p className="text-error text-tiny">{problem}</p> : null}
              <div className="grid grid-cols-2 gap-1">
                <SelectField
                  label={`Test of branch ${index + 1}`}
                  value={one.test}
                  choices={tests}
                  onPick={(test) => set(index, { test })}
                />
                {one.test === 'empty' ? null : (
                  <TextField
                    label={`Value of branch ${index + 1}`}
                    value={String(one.value)}
                    mono
                    onEdit={(text, gesture) => set(index, { value: plain(text) }, gesture)}
                  />
                )}
              </div>
            </div>
          </Entry>
        )
      })}
      <p className="text-muted text-tiny">When none fits, it goes on at “else”.</p>
      <Button
        look="quiet"
        className="self-start"
        aria-label="Add a branch"
        disabled={cases.length >= 32}
        onClick={() => put([...cases, { key: freeCaseKey(cases), test: 'is', value: '' }], 'Add branch')}
      >
        <Plus size={12} /> Add
      </Button>
    </div>
  )
}
