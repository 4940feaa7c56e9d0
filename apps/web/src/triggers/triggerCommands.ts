import { openedRecipe } from '../document/documentStore.ts'
import type { Command } from '../shortcuts/commands.ts'
import { leaveScreen, openTriggers, toggleTriggers, useTriggersPage } from './pageStore.ts'

/** What can be done about recipes that run by themselves, with its keys. */
export const triggerCommands: readonly Command[] = [
  {
    id: 'triggers',
    title: 'Show or leave what runs by itself: schedules and triggers',
    group: 'View',
    keys: ['T'],
    run: toggleTriggers,
  },
  {
    id: 'scheduleRecipe',
    title: 'Let this recipe run by itself…',
    group: 'Run',
    keys: [],
    enabled: () => openedRecipe() !== null,
    run: () => openTriggers(openedRecipe()?.id ?? null, { show: 'kinds' }),
  },
  {
    id: 'leaveTriggers',
    title: 'Leave what runs by itself',
    group: 'View',
    keys: ['Escape'],
    enabled: () => useTriggersPage.getState().open && useTriggersPage.getState().screen.show !== 'form',
    run: leaveScreen,
  },
]
