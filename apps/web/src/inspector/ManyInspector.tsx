import { useSelection } from '../document/selectionStore.ts'
import { keysOf, runCommand } from '../shortcuts/commands.ts'
import { Keys } from '../ui/Keys.tsx'

const actions = [
  ['tidy', 'Tidy'],
  ['duplicate', 'Duplicate'],
  ['bypassed', 'Bypass'],
  ['muted', 'Mute'],
  ['frozen', 'Freeze output'],
  ['wrap', 'Wrap into “For each”'],
  ['frame', 'Show'],
  ['delete', 'Delete'],
] as const

/** What can be done with several nodes at once. */
export function ManyInspector() {
  const count = useSelection(({ nodes }) => nodes.size)
  return (
    <div className="p-3">
      <p className="tnum pb-2 text-node">{count} nodes selected</p>
      {actions.map(([id, title]) => (
        <button
          key={id}
          type="button"
          onClick={() => runCommand(id)}
          className="-mx-1 flex h-7 w-[calc(100%+8px)] items-center justify-between rounded-field px-1 text-muted text-node hover:bg-raised hover:text-text"
        >
          {title}
          <Keys keys={keysOf(id) ?? ''} />
        </button>
      ))}
    </div>
  )
}
