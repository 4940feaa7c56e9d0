import {
  AlarmClock,
  Cable,
  ClipboardList,
  Command,
  History,
  Keyboard,
  LibraryBig,
  type LucideIcon,
  Moon,
  Settings,
} from 'lucide-react'
import { useChannels } from '../notify/notifyStore.ts'
import { toggleForm, useFormPage } from '../recipes/formPageStore.ts'
import { RecipeList } from '../recipes/RecipeList.tsx'
import { openWindow } from '../settings/windowStore.ts'
import { openPanel } from '../shortcuts/panelStore.ts'
import { closeStudio, toggleStudio, useStudioPage } from '../studio/pageStore.ts'
import { closeTriggers, toggleTriggers, useTriggersPage } from '../triggers/pageStore.ts'
import { useTriggers } from '../triggers/triggerStore.ts'
import { cx } from '../ui/cx.ts'
import { VersionsPanel } from '../versions/VersionsPanel.tsx'
import { toggleRecipes, toggleVersions, useSide } from './sideStore.ts'

/** The left edge: a rail, and the list of recipes beside it when it is open. */
export function SidePanel() {
  const { recipes: open, versions } = useSide()
  const studio = useStudioPage((state) => state.open)
  const form = useFormPage((state) => state.open)
  return (
    <aside aria-label="Recipes and versions" className="flex shrink-0 border-line border-r bg-panel">
      <nav className="flex w-14 flex-col items-center gap-1 py-1.5">
        <RailButton icon={LibraryBig} label="Recipes" pressed={open} onClick={toggleRecipes} />
        <RailButton icon={ClipboardList} label="Form" pressed={form} onClick={toggleForm} />
        <RailButton icon={History} label="Versions" pressed={versions} onClick={toggleVersions} />
        <ByItself />
        <RailButton icon={Cable} label="Studio" pressed={studio} onClick={toggleStudio} />
        <RailButton icon={Moon} label="Report" onClick={() => openWindow('report')} />
        <span className="flex-1" />
        <RailButton icon={Command} label="Actions" onClick={() => openPanel('palette')} />
        <RailButton icon={Keyboard} label="Keys" onClick={() => openPanel('cheatSheet')} />
        <RailSettings />
      </nav>
      {open && (
        <div className="w-64 border-line border-l">
          <RecipeList onOpen={closePages} />
        </div>
      )}
      {versions && (
        <div className="w-72 border-line border-l">
          <VersionsPanel />
        </div>
      )}
    </aside>
  )
}

function closePages(): void {
  closeStudio()
  closeTriggers()
}

function ByItself() {
  const open = useTriggersPage((state) => state.open)
  const broken = useTriggers(({ triggers }) => triggers?.some(({ failure }) => failure !== null) ?? false)
  return (
    <span className="relative">
      <RailButton icon={AlarmClock} label="By itself" pressed={open} onClick={toggleTriggers} />
      {broken && (
        <span
          role="img"
          aria-label="Something that runs by itself cannot work"
          className="absolute top-1.5 right-2 size-2 rounded-full bg-error"
        />
      )}
    </span>
  )
}

/** Red while somebody is not told what they should be. */
function RailSettings() {
  const broken = useChannels(
    ({ channels }) => channels?.some(({ enabled, failure }) => enabled && failure) ?? false,
  )
  return (
    <span className="relative">
      <RailButton icon={Settings} label="Settings" onClick={() => openWindow('notifications')} />
      {broken && (
        <span
          role="img"
          aria-label="A notification does not arrive"
          className="absolute top-1.5 right-2 size-2 rounded-full bg-error"
        />
      )}
    </span>
  )
}

interface RailButtonProps {
  icon: LucideIcon
  label: string
  pressed?: boolean
  onClick: () => void
}

function RailButton({ icon: Icon, label, pressed, onClick }: RailButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={cx(
        'flex h-11 w-12 flex-col items-center justify-center gap-0.5 rounded-field text-[10px] leading-3',
        pressed ? 'bg-raised text-text' : 'text-muted hover:bg-raised hover:text-text',
      )}
    >
      <Icon size={16} />
      {label}
    </button>
  )
}
