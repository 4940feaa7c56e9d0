import { selectionStore } from '../document/selectionStore.ts'
import { type Command, commandsOf } from '../shortcuts/commands.ts'
import { opened } from './selected.ts'
import { frameNodes, zoomBy, zoomTo } from './viewStore.ts'

const view = commandsOf('View', opened)

/** Moving the view. */
export const viewCommands: readonly Command[] = [
  view('fitAll', 'Show everything', ['Shift+1', 'H', 'Home', '1'], () => frameNodes(null)),
  view('frame', 'Show the selection', ['F', 'Shift+2', '.'], () =>
    frameNodes(selectionStore.getState().nodes),
  ),
  view('zoom100', '100 %', ['Shift+0'], () => zoomTo(1)),
  view('zoomIn', 'Zoom in', ['+', '='], () => zoomBy(1.25)),
  view('zoomOut', 'Zoom out', ['-'], () => zoomBy(0.8)),
]
