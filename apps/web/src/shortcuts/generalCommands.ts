import { type Command, commandsOf } from './commands.ts'
import { openPanel } from './panelStore.ts'
import { focusRegion } from './regions.ts'

const general = commandsOf('General', () => true)

/** The two windows over everything, and going around the page. */
export const generalCommands: readonly Command[] = [
  { ...general('palette', 'Command palette', ['Mod+K'], () => openPanel('palette')), everywhere: true },
  general('cheatSheet', 'Keys and gestures', ['?'], () => openPanel('cheatSheet')),
  { ...general('nextRegion', 'Next part of the page', ['F6'], () => focusRegion(1)), everywhere: true },
  { ...general('lastRegion', 'Part before', ['Shift+F6'], () => focusRegion(-1)), everywhere: true },
]
