import { catalogueNow } from '../document/catalogue.ts'
import { edit, openedGraph } from '../document/documentStore.ts'
import { portsOf } from '../document/ports.ts'
import { select, selectionStore } from '../document/selectionStore.ts'
import { openFinder } from '../finder/finderStore.ts'
import { canSteer, steerSteps } from '../runs/pausing.ts'
import { type Command, commandsOf } from '../shortcuts/commands.ts'
import { canvasHasKeys } from '../shortcuts/regions.ts'
import { hasBody, openBody, unwrapNode, wrapSelected } from './bodyActions.ts'
import { startRename } from './renameStore.ts'
import { sceneOf } from './scene.ts'
import { anyNode, oneNode, onlyNode, opened } from './selected.ts'
import {
  deleteSelected,
  duplicateSelected,
  healSelected,
  nudgeSelected,
  selectAlong,
  toggleFrozen,
  toggleMode,
} from './selectionActions.ts'
import { tidyChanges } from './tidy.ts'
import { viewStore } from './viewStore.ts'
import { walk } from './walk.ts'

function tidy(ids: ReadonlySet<string> | null): void {
  const open = openedGraph()
  if (open) edit('Tidy', tidyChanges(sceneOf(open, catalogueNow()), ids))
}

function tidySelected(): void {
  const { nodes } = selectionStore.getState()
  tidy(nodes.size > 1 ? nodes : null)
}

const directions: Record<string, 'left' | 'right' | 'up' | 'down'> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

function go(shortcut: string): void {
  const direction = directions[shortcut]
  const open = openedGraph()
  const from = onlyNode()
  const [first] = Object.keys(open?.graph.nodes ?? {})
  const to = open && from && direction ? walk(open, from, direction) : first
  if (to) select([to])
}

/** Asks for the input that the selected node's first output should feed. */
function connectFromNode(): void {
  const open = openedGraph()
  const nodeId = onlyNode()
  const node = nodeId && open?.graph.nodes[nodeId]
  const output = node && portsOf(catalogueNow().get(node.type), node).outputs[0]
  if (nodeId && output) openFinder({ kind: 'connect', from: { nodeId, port: output.key }, type: output.type })
}

const place = commandsOf('Nodes', opened)
const many = commandsOf('Nodes', anyNode)
const one = commandsOf('Nodes', oneNode)
const wires = commandsOf('Wires', anyNode)

const steps: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const arrows = (held: string): string[] => Object.keys(steps).map((arrow) => `${held}${arrow}`)

/** Nudges by a quarter of the grid, with Shift by the whole of it. */
function nudge(shortcut: string): void {
  const [x, y] = steps[shortcut.split('+').at(-1) ?? ''] ?? [0, 0]
  const by = shortcut.includes('Shift') ? 24 : 6
  nudgeSelected({ x: x * by, y: y * by })
}

const selectedNodes = () => selectionStore.getState().nodes

/** What the selected nodes' steps can be told in the run on the canvas; those that are paused go on when none else is left. */
const steering = (): 'pause' | 'resume' | null =>
  (['pause', 'resume'] as const).find((what) => canSteer(what, selectedNodes())) ?? null

const pauseStep: Command = {
  id: 'pauseStep',
  get title() {
    return steering() === 'resume' ? 'Resume this step' : 'Pause this step'
  },
  group: 'Run',
  keys: ['P'],
  enabled: () => steering() !== null,
  run: () => void steerSteps(steering() ?? 'resume', selectedNodes()),
}

/** What can be done with nodes and wires, with its keys. */
export const nodeCommands: readonly Command[] = [
  place('find', 'Add a node', ['/', 'Shift+A'], () => openFinder()),
  {
    ...place('findHere', 'Add a node at the pointer', ['Tab'], () => openFinder()),
    enabled: () => opened() && viewStore.getState().pointing,
  },
  one('rename', 'Rename', ['F2'], () => startRename(onlyNode())),
  pauseStep,
  many('bypassed', 'Bypass', ['B'], () => toggleMode('bypassed')),
  many('muted', 'Mute', ['M'], () => toggleMode('muted')),
  many('frozen', 'Freeze output', ['Shift+P'], toggleFrozen),
  many('duplicate', 'Duplicate', ['Mod+D'], () => duplicateSelected()),
  many('wrap', 'Wrap into “For each”', ['Mod+Shift+E', 'Mod+Alt+G'], wrapSelected),
  { ...one('unwrap', 'Unwrap', ['Mod+Alt+Shift+G'], () => unwrapNode(onlyNode())), enabled: hasBody },
  { ...one('enter', 'Open what is inside', ['Enter'], () => openBody(onlyNode())), enabled: hasBody },
  one('heal', 'Delete and heal wires', ['Mod+Delete', 'Mod+Backspace'], healSelected),
  place('tidy', 'Tidy selection', ['L'], tidySelected),
  place('tidyAll', 'Tidy everything', ['Shift+L'], () => tidy(null)),
  {
    ...place('walk', 'Walk along wires', arrows(''), go),
    enabled: () => opened() && canvasHasKeys(),
    shown: ['Arrows'],
  },
  {
    ...many('nudge', 'Nudge (Shift: far)', [...arrows('Mod+'), ...arrows('Mod+Shift+')], nudge),
    shown: ['Mod+Arrows'],
  },
  { ...wires('connect', 'Connect to…', ['C'], connectFromNode), enabled: oneNode },
  wires('upstream', 'Select what feeds it', ['Shift+ArrowLeft'], () => selectAlong('upstream')),
  wires('downstream', 'Select what it feeds', ['Shift+ArrowRight'], () => selectAlong('downstream')),
  {
    ...commandsOf('Edit', anyNode)('delete', 'Delete', ['Delete', 'Backspace'], deleteSelected),
    enabled: () => anyNode() || selectionStore.getState().edges.size > 0,
  },
]
