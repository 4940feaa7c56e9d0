import { type Command, commandsOf } from './commands.ts'
import { openPanel } from './panelStore.ts'

const general = commandsOf('General', () => true)

/** The two windows over everything. */
export const generalCommands: readonly Command[] = [
  { ...general('palette', 'Command palette', ['Mod+K'], () => openPanel('palette')), everywhere: true },
  general('cheatSheet', 'Keys and gestures', ['?'], () => openPanel('cheatSheet')),
]
