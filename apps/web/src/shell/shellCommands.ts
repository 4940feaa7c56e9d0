import { openedRecipe } from '../document/documentStore.ts'
import { selectionStore } from '../document/selectionStore.ts'
import { openPhoneDialog } from '../phone/phoneDialogStore.ts'
import { closeViewer, openViewer, useViewer } from '../previews/viewerStore.ts'
import { saveNow } from '../recipes/autosave.ts'
import { exportPackage } from '../recipes/packageFile.ts'
import { duplicateRecipe, exportRecipe } from '../recipes/recipeFile.ts'
import { createRecipe } from '../recipes/visit.ts'
import { toggleDock } from '../runs/dockStore.ts'
import { runTo } from '../runs/partRuns.ts'
import { useRunStore } from '../runs/runStore.ts'
import { activeRunId, pauseRun, resumeRun, startRun, stopRun } from '../runs/startRun.ts'
import type { Command } from '../shortcuts/commands.ts'
import { closeStudio, toggleStudio, useStudioPage } from '../studio/pageStore.ts'
import { toggleRecipes, toggleVersions } from './sideStore.ts'

const runStatus = () => useRunStore.getState().view?.head.status

const opened = () => openedRecipe() !== null

/** The node whose output is meant: the selected one, or the one behind the recipe's first output. */
function shownNode(): string | undefined {
  const [selected] = selectionStore.getState().nodes
  return selected ?? openedRecipe()?.outputs[0]?.from.nodeId
}

function toggleViewer(): void {
  const nodeId = shownNode()
  if (useViewer.getState().nodeId !== null) closeViewer()
  else if (nodeId !== undefined) openViewer(nodeId)
}

const withRecipe = (action: (id: string) => Promise<void>) => () => {
  const id = openedRecipe()?.id
  if (id !== undefined) void action(id)
}

/** What can be done with runs, recipes and panels, with its keys. */
export const shellCommands: readonly Command[] = [
  {
    id: 'run',
    title: 'Run this recipe',
    group: 'Run',
    keys: ['Mod+Enter'],
    everywhere: true,
    enabled: () => opened() && activeRunId() === null,
    run: () => void startRun(),
  },
  {
    id: 'runTo',
    title: 'Run to the selected node',
    group: 'Run',
    keys: ['Shift+Enter'],
    enabled: () => selectionStore.getState().nodes.size > 0 && activeRunId() === null,
    run: () => void runTo([...selectionStore.getState().nodes]),
  },
  {
    id: 'stop',
    title: 'Stop the run',
    group: 'Run',
    keys: ['Mod+.', 'Mod+Alt+Enter'],
    everywhere: true,
    enabled: () => activeRunId() !== null,
    run: () => void stopRun(),
  },
  {
    id: 'pause',
    title: 'Pause after the running steps',
    group: 'Run',
    keys: [],
    enabled: () => runStatus() === 'running',
    run: () => void pauseRun(),
  },
  {
    id: 'resume',
    title: 'Resume the run',
    group: 'Run',
    keys: [],
    enabled: () => runStatus() === 'paused' || runStatus() === 'parked',
    run: () => void resumeRun(),
  },
  {
    id: 'view',
    title: 'Open the output large',
    group: 'View',
    keys: ['V'],
    enabled: () => shownNode() !== undefined,
    run: toggleViewer,
  },
  { id: 'runs', title: 'Show or hide runs', group: 'View', keys: ['R'], run: toggleDock },
  {
    id: 'recipes',
    title: 'Show or hide recipes',
    group: 'View',
    keys: ['O'],
    run: () => toggleRecipes(),
  },
  {
    id: 'versions',
    title: 'Show or hide versions of this recipe',
    group: 'View',
    keys: [],
    enabled: opened,
    run: () => toggleVersions(),
  },
  {
    id: 'studio',
    title: 'Open or leave the studio: applications, time, who follows whom',
    group: 'View',
    keys: ['A'],
    run: () => toggleStudio(),
  },
  {
    id: 'leaveStudio',
    title: 'Leave the studio',
    group: 'View',
    keys: ['Escape'],
    enabled: () => useStudioPage.getState().open,
    run: () => closeStudio(),
  },
  {
    id: 'save',
    title: 'Save now',
    group: 'General',
    keys: ['Mod+S'],
    everywhere: true,
    run: () => void saveNow(),
  },
  { id: 'phone', title: 'Pair a phone, or remove one', group: 'General', keys: [], run: openPhoneDialog },
  { id: 'new', title: 'New recipe', group: 'General', keys: [], run: () => void createRecipe('New recipe') },
  {
    id: 'copyRecipe',
    title: 'Duplicate this recipe',
    group: 'General',
    keys: [],
    enabled: opened,
    run: withRecipe(duplicateRecipe),
  },
  {
    id: 'exportPackage',
    title: 'Export this recipe as a package, with its files',
    group: 'General',
    keys: [],
    enabled: opened,
    run: withRecipe(exportPackage),
  },
  {
    id: 'export',
    title: 'Export this recipe as JSON',
    group: 'General',
    keys: [],
    enabled: opened,
    run: withRecipe(exportRecipe),
  },
]
