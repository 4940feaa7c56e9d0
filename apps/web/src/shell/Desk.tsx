import { CanvasView } from '../canvas/CanvasView.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { FormPage } from '../recipes/FormPage.tsx'
import { useFormPage } from '../recipes/formPageStore.ts'
import { RecipeForm } from '../recipes/RecipeForm.tsx'
import { Attention } from '../runs/Attention.tsx'
import { RunDock } from '../runs/RunDock.tsx'
import { useStudioPage } from '../studio/pageStore.ts'
import { StudioPage } from '../studio/StudioPage.tsx'
import { useTriggersPage } from '../triggers/pageStore.ts'
import { TriggersPage } from '../triggers/TriggersPage.tsx'
import { CompareBar } from '../versions/CompareBar.tsx'
import { useCompare } from '../versions/compareStore.ts'
import { Banners } from './Banners.tsx'
import { SidePanel } from './SidePanel.tsx'
import { TopBar } from './TopBar.tsx'

/** The editor on a desk: panels around the canvas, never over it. */
export function Desk() {
  const studio = useStudioPage(({ open }) => open)
  const triggers = useTriggersPage(({ open }) => open)
  const form = useFormPage(({ open }) => open)
  const page = studio || triggers || form
  const comparing = useCompare(({ compared }) => compared !== null)
  return (
    <div className="flex h-dvh flex-col">
      <TopBar />
      <Banners />
      <div className="flex min-h-0 flex-1">
        <SidePanel />
        <div className="flex min-w-0 flex-1 flex-col">
          <Attention />
          {page || <CompareBar />}
          <main className="relative min-h-0 flex-1">
            {studio ? (
              <StudioPage />
            ) : triggers ? (
              <TriggersPage />
            ) : form ? (
              <FormPage />
            ) : (
              <CanvasView readOnly={comparing} />
            )}
          </main>
          {page || <RunDock />}
        </div>
        {page || comparing || (
          <Inspector>
            <RecipeForm />
          </Inspector>
        )}
      </div>
    </div>
  )
}
