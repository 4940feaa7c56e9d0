import { openedRecipe } from '../document/documentStore.ts'
import { closeForm, toggleForm, useFormPage } from '../recipes/formPageStore.ts'
import type { Command } from '../shortcuts/commands.ts'
import { openWindow } from './windowStore.ts'

/** What can be done about runs that nobody watches, and with a recipe as a form. */
export const windowCommands: readonly Command[] = [
  {
    id: 'form',
    title: 'Show or leave the recipe as a form',
    group: 'View',
    keys: ['Shift+F'],
    enabled: () => openedRecipe() !== null,
    run: toggleForm,
  },
  {
    id: 'leaveForm',
    title: 'Leave the form',
    group: 'View',
    keys: ['Escape'],
    enabled: () => useFormPage.getState().open,
    run: closeForm,
  },
  {
    id: 'report',
    title: 'While you were away: what ran, failed, waits or did not start',
    group: 'View',
    keys: [],
    run: () => openWindow('report'),
  },
  {
    id: 'preflight',
    title: 'Check before tonight: what is to come, and what would keep it from it',
    group: 'Run',
    keys: [],
    run: () => openWindow('preflight'),
  },
  {
    id: 'takes',
    title: 'Favourites of this recipe',
    group: 'View',
    keys: [],
    enabled: () => openedRecipe() !== null,
    run: () => openWindow('takes'),
  },
  {
    id: 'notifications',
    title: 'Settings: who is told of runs',
    group: 'View',
    keys: [],
    run: () => openWindow('notifications'),
  },
  {
    id: 'storage',
    title: 'Settings: what takes the room, and how long it stays',
    group: 'View',
    keys: [],
    run: () => openWindow('storage'),
  },
]
