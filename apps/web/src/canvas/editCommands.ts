import { toast } from 'sonner'
import { documentStore, redo, undo } from '../document/documentStore.ts'
import { selectNothing } from '../document/selectionStore.ts'
import { type Command, commandsOf } from '../shortcuts/commands.ts'
import { isInside, leaveBody } from './bodyActions.ts'
import { anyNode, anything, opened } from './selected.ts'
import { deleteSelected, pasteText, selectAll, selectedText } from './selectionActions.ts'
import { pasteSpot } from './viewStore.ts'

async function copyByMenu(): Promise<void> {
  const text = selectedText()
  if (text) await navigator.clipboard.writeText(text)
}

async function pasteByMenu(): Promise<void> {
  const pasted = pasteText(await navigator.clipboard.readText(), pasteSpot())
  if (!pasted) toast('There are no nodes on the clipboard.')
}

const letGo = (): void => (anything() ? selectNothing() : leaveBody())

const always = commandsOf('Edit', opened)
const some = commandsOf('Edit', anyNode)
const whenDone = commandsOf('Edit', () => documentStore.getState().done.length > 0)
const whenUndone = commandsOf('Edit', () => documentStore.getState().undone.length > 0)

/** Undo, clipboard and selection. The keys of the clipboard belong to the browser, which sends events for them. */
export const editCommands: readonly Command[] = [
  whenDone('undo', 'Undo', ['Mod+Z'], undo),
  whenUndone('redo', 'Redo', ['Mod+Shift+Z', 'Mod+Y'], redo),
  { ...some('copy', 'Copy', ['Mod+C'], () => void copyByMenu()), native: true },
  { ...some('cut', 'Cut', ['Mod+X'], () => void copyByMenu().then(deleteSelected)), native: true },
  { ...always('paste', 'Paste', ['Mod+V'], () => void pasteByMenu()), native: true },
  always('selectAll', 'Select all', ['Mod+A'], selectAll),
  {
    ...always('selectNothing', 'Select nothing, then go up one level', ['Escape'], letGo),
    enabled: () => anything() || isInside(),
  },
  { ...always('leave', 'Up one level', ['U', 'Alt+ArrowUp'], leaveBody), enabled: isInside },
]
