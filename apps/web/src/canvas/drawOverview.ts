import { portTypes } from '@segue/protocol'
import type { Selection } from '../document/selectionStore.ts'
import type { StepLook } from '../runs/stepLook.ts'
import { beginDrawing, inView } from './drawing.ts'
import { overviewPaths } from './overviewPaths.ts'
import { mainType, type PlacedNode, type Scene } from './scene.ts'
import { viewStore } from './viewStore.ts'

interface OverviewInput {
  scene: Scene
  looks: Readonly<Record<string, StepLook>>
  selection: Selection
}

const tones: Partial<Record<StepLook['status'], string>> = {
  running: '#5EA0FF',
  failed: '#FF5C5C',
  blocked: '#F2B544',
  unknown: '#F2B544',
  retrying: '#F2B544',
  succeeded: '#4CC38A',
}

/** Draws every node and wire: boxes in the colour of what they make, names while they can be read, states. */
export function drawOverview(
  surface: HTMLCanvasElement | null,
  { scene, looks, selection }: OverviewInput,
): void {
  const context = beginDrawing(surface)
  if (!context) return
  const { zoom } = viewStore.getState().view
  const { nodes, wires } = overviewPaths(scene)
  context.globalAlpha = 0.6
  context.lineWidth = 1.5 / zoom
  for (const [colour, path] of wires) {
    context.strokeStyle = colour
    context.stroke(path)
  }
  context.lineWidth = 1.25 / zoom
  for (const [colour, path] of nodes) {
    context.globalAlpha = 1
    context.fillStyle = '#1B1E25'
    context.fill(path)
    context.globalAlpha = 0.28
    context.fillStyle = colour
    context.fill(path)
    context.globalAlpha = 1
    context.strokeStyle = colour
    context.stroke(path)
  }
  const named = zoom >= 0.2
  for (const placed of scene.nodes.values()) {
    const look = looks[placed.id]
    const selected = selection.nodes.has(placed.id)
    if ((!named && !look && !selected) || !inView(placed)) continue
    if (named) drawName(context, placed, zoom)
    drawState(context, { placed, look, selected, zoom })
  }
}

interface StateInput {
  placed: PlacedNode
  look: StepLook | undefined
  selected: boolean
  zoom: number
}

function drawState(context: CanvasRenderingContext2D, { placed, look, selected, zoom }: StateInput): void {
  const { x, y, width, height, type } = placed
  const tone = look && tones[look.status]
  if (look?.status === 'running') {
    context.globalAlpha = 0.5
    context.fillStyle = portTypes[mainType(type)].colour
    context.fillRect(x, y, width * (look.fraction ?? 0), height)
    context.globalAlpha = 1
  }
  if (selected || look?.status === 'failed') {
    context.strokeStyle = selected ? '#FFFFFF' : '#FF5C5C'
    context.lineWidth = 2 / zoom
    context.beginPath()
    context.roundRect(x, y, width, height, 10)
    context.stroke()
  }
  if (!tone) return
  context.beginPath()
  context.arc(x + width - 10 / zoom, y + 10 / zoom, 4 / zoom, 0, Math.PI * 2)
  context.fillStyle = tone
  context.fill()
}

/** The name at 10 px on screen, whatever the zoom, cut where the box ends. */
function drawName(context: CanvasRenderingContext2D, placed: PlacedNode, zoom: number): void {
  const { x, y, width, height, node } = placed
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.fillStyle = '#E8EAEE'
  context.font = `500 ${10 / zoom}px "Inter Variable", sans-serif`
  context.textBaseline = 'top'
  context.fillText(node.name, x + 7 / zoom, y + 6 / zoom)
  context.restore()
}
