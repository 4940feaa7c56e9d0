import type { RunView } from '@segue/protocol'
import { toast } from 'sonner'
import { toClient, viewStore } from '../canvas/viewStore.ts'
import { openedRecipe } from '../document/documentStore.ts'
import { artifactIn } from '../previews/mainOutput.ts'
import { openViewer } from '../previews/viewerStore.ts'
import { showDock } from '../runs/dockStore.ts'
import { onRunSettled } from '../runs/followRun.ts'
import { useRunStore } from '../runs/runStore.ts'
import { showNode } from '../runs/showNode.ts'

/**
 * The first film of a recipe opens large. A failure opens the list of problems, and one whose node is out of sight
 * is told by a notice as well. Returns the way to stop.
 */
export function noticeEndings(): () => void {
  return onRunSettled((view) => {
    if (view.head.status === 'succeeded') celebrate(view)
    if (view.head.status === 'failed') complain(view)
  })
}

function celebrate({ head }: RunView): void {
  const output = openedRecipe()?.outputs[0]
  if (output === undefined || !artifactIn(head.outputs[output.key])?.mime.startsWith('video/')) return
  const { heads } = useRunStore.getState()
  const successes = heads.filter(({ status }) => status === 'succeeded')
  if (successes.length === 1) openViewer(output.from.nodeId)
}

function complain({ head, steps }: RunView): void {
  showDock('problems')
  const step = steps.find(({ failure }) => failure !== null)
  const failure = step?.failure ?? head.failures[0]
  if (failure === undefined || (step !== undefined && inSight(step.nodeId))) return
  toast.error(step === undefined ? failure.message : `${step.name}: ${failure.message}`, {
    description: failure.hint,
    action: {
      label: step === undefined ? 'Details' : 'Show node',
      onClick: () => (step === undefined ? showDock('problems') : showNode(step.nodeId)),
    },
  })
}

function inSight(nodeId: string): boolean {
  const at = openedRecipe()?.layout.nodes[nodeId]
  const { frame } = viewStore.getState()
  if (at === undefined || frame.width === 0) return false
  const { x, y } = toClient(at)
  return (
    x > frame.left - 120 &&
    x < frame.left + frame.width - 60 &&
    y > frame.top - 60 &&
    y < frame.top + frame.height - 40
  )
}
