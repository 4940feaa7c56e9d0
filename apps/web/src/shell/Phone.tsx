import {
  Cable,
  History,
  LibraryBig,
  ListTree,
  type LucideIcon,
  Moon,
  Settings,
  SlidersHorizontal,
  Spline,
  Star,
} from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { CanvasView } from '../canvas/CanvasView.tsx'
import { closeForm, useFormPage } from '../recipes/formPageStore.ts'
import { InputForm } from '../recipes/InputForm.tsx'
import { OutputCards } from '../recipes/OutputCards.tsx'
import { RecipeList } from '../recipes/RecipeList.tsx'
import { RecipeName } from '../recipes/RecipeName.tsx'
import { Attention } from '../runs/Attention.tsx'
import { Problems } from '../runs/Problems.tsx'
import { useProblems } from '../runs/problems.ts'
import { RunBar } from '../runs/RunBar.tsx'
import { RunList } from '../runs/RunList.tsx'
import { Timeline } from '../runs/Timeline.tsx'
import { openWindow } from '../settings/windowStore.ts'
import { closeStudio, openStudio, useStudioPage } from '../studio/pageStore.ts'
import { StudioPage } from '../studio/StudioPage.tsx'
import { NextChip } from '../triggers/NextChip.tsx'
import { closeTriggers, useTriggersPage } from '../triggers/pageStore.ts'
import { TriggersPage } from '../triggers/TriggersPage.tsx'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { CompareBar } from '../versions/CompareBar.tsx'
import { useCompare } from '../versions/compareStore.ts'
import { VersionsPanel } from '../versions/VersionsPanel.tsx'
import { Banners } from './Banners.tsx'
import { Logo } from './Logo.tsx'

type Page = 'recipes' | 'make' | 'runs' | 'graph' | 'studio'
const pages: { page: Page; label: string; icon: LucideIcon }[] = [
  { page: 'recipes', label: 'Recipes', icon: LibraryBig },
  { page: 'make', label: 'Make', icon: SlidersHorizontal },
  { page: 'runs', label: 'Runs', icon: ListTree },
  { page: 'graph', label: 'Graph', icon: Spline },
  { page: 'studio', label: 'Studio', icon: Cable },
]

/** The editor on a phone: fill a recipe in, run it, watch it. The graph is there to look at. */
export function Phone() {
  const [last, setPage] = useState<Page>('make')
  const studio = useStudioPage(({ open }) => open)
  const triggers = useTriggersPage(({ open }) => open)
  const page = studio ? 'studio' : last
  const form = useFormPage(({ open }) => open)
  // On a phone the form is a page of its own.
  useEffect(() => {
    if (!form) return
    closeForm()
    setPage('make')
  }, [form])
  const turnTo = (next: Page) => {
    if (next === 'studio') return openStudio()
    closeStudio()
    closeTriggers()
    setPage(next)
  }
  const content: Record<Page, ReactNode> = {
    recipes: <RecipeList onOpen={() => setPage('make')} />,
    make: <Make />,
    runs: <Runs />,
    graph: <Graph />,
    studio: <StudioPage bare />,
  }
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-panel px-3">
        <Logo size={20} />
        <span className="min-w-0 flex-1 truncate">
          <RecipeName />
        </span>
        <NextChip />
        <RunBar />
      </header>
      <Banners />
      <Attention />
      <main className="relative min-h-0 flex-1 overflow-auto">
        {triggers ? <TriggersPage /> : content[page]}
      </main>
      <nav className="grid h-14 shrink-0 grid-cols-5 border-line border-t bg-panel pb-[env(safe-area-inset-bottom)]">
        {pages.map(({ page: key, label, icon: Icon }) => (
          <button
            key={key}
            type="button"
            aria-current={page === key && !triggers ? 'page' : undefined}
            onClick={() => turnTo(key)}
            className={cx(
              'flex flex-col items-center justify-center gap-0.5 text-tiny',
              page === key && !triggers ? 'text-text' : 'text-muted',
            )}
          >
            <Icon size={18} />
            {label}
          </button>
        ))}
      </nav>
    </div>
  )
}

function Make() {
  return (
    <div className="px-1">
      <OutputCards />
      {/* Fields as large as a thumb, and text at the size below which phones zoom in by themselves. */}
      <div className="[zoom:1.25]">
        <InputForm roomy />
      </div>
    </div>
  )
}

function Runs() {
  const failed = useProblems().length > 0
  return (
    <>
      {failed && <Problems />}
      <Timeline />
      <div className="flex items-center gap-1 border-line border-t px-4 pt-2">
        <h2 className="flex-1 font-medium">All runs</h2>
        <IconButton label="Favourites" className="size-11" onClick={() => openWindow('takes')}>
          <Star size={16} />
        </IconButton>
        <IconButton label="While you were away" className="size-11" onClick={() => openWindow('report')}>
          <Moon size={16} />
        </IconButton>
        <IconButton label="Settings" className="size-11" onClick={() => openWindow('notifications')}>
          <Settings size={16} />
        </IconButton>
      </div>
      <RunList />
    </>
  )
}

/** The graph to look at, and the versions of it to look back at. */
function Graph() {
  const [versions, setVersions] = useState(false)
  const comparing = useCompare(({ compared }) => compared !== null)
  // The comparison needs the room that the list takes.
  useEffect(() => {
    if (comparing) setVersions(false)
  }, [comparing])
  return (
    <div className="flex h-full flex-col">
      <CompareBar />
      <div className="relative min-h-0 flex-1">
        <CanvasView readOnly />
      </div>
      <button
        type="button"
        aria-expanded={versions}
        onClick={() => setVersions(!versions)}
        className="flex h-11 shrink-0 items-center justify-center gap-2 border-line border-t bg-panel text-muted"
      >
        <History size={16} />
        Versions
      </button>
      {versions && (
        <div className="h-1/2 shrink-0 border-line border-t bg-panel">
          <VersionsPanel />
        </div>
      )}
    </div>
  )
}
