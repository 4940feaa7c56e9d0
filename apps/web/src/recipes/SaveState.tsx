import { Check, CloudOff, Loader, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Tooltip } from '../ui/Tooltip.tsx'
import { type SaveState as State, useSaveState } from './saveStore.ts'

const looks: Record<State, { label: string; icon: ReactNode; hint: string }> = {
  saved: { label: 'Saved', icon: <Check size={12} />, hint: 'Every edit is stored.' },
  unsaved: {
    label: 'Saving…',
    icon: <Loader size={12} />,
    hint: 'Edits are stored a moment after you make them.',
  },
  saving: {
    label: 'Saving…',
    icon: <Loader size={12} />,
    hint: 'Edits are stored a moment after you make them.',
  },
  offline: {
    label: 'Offline, kept here',
    icon: <CloudOff size={12} />,
    hint: 'Edits stay in this browser until the runner is back.',
  },
  stale: {
    label: 'Changed elsewhere',
    icon: <TriangleAlert size={12} />,
    hint: 'Choose a version above the canvas.',
  },
  refused: { label: 'Not saved', icon: <TriangleAlert size={12} />, hint: '' },
}

/** Whether the runner has every edit, in two words. */
export function SaveState() {
  const { state, failure } = useSaveState()
  const { label, icon, hint } = looks[state]
  const bad = state === 'stale' || state === 'refused'
  return (
    <Tooltip text={failure === null ? hint : `${failure.message} ${failure.hint}`} keys="Mod+S">
      <span
        role="status"
        className={`flex items-center gap-1.5 whitespace-nowrap text-tiny ${bad ? 'text-stale' : 'text-muted'}`}
      >
        {icon}
        <span className="max-xl:sr-only">{label}</span>
      </span>
    </Tooltip>
  )
}
