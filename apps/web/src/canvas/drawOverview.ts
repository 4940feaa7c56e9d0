import { elementOf, portTypes } from '@segue/protocol'
import type { Selection } from '../document/selectionStore.ts'
import type { StepLook } from '../runs/stepLook.ts'
import { beginDrawing, inView } from './drawing.ts'
import { mainType, type PlacedNode, type Scene } from './scene.ts'
import { viewStore } from './viewStore.ts'
import { endsOf, pathData, spanOf } from './wirePath.ts'

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

/** Below this zoom corners, curves and names are too small to see: boxes and straight lines draw much faster. */
const coarseZoom = 0.2

/** A port colour at 28 % over the surface of a node. */
const tints = new Map<string, string>()
function tint(colour: string): string {
  const known = tints.get(colour)
  if (known) return known
  const channel = (at: number, base: number) =>
    Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * 0.28 + base * 0.72)
  const mixed = `rgb(${channel(1, 0x1b)} ${channel(3, 0x1e)} ${channel(5, 0x25)})`
  tints.set(colour, mixed)
  return mixed
}

/** Draws every node and wire: boxes in the colour of what they make, names while they can be read, states. */
export function drawOverview(
  surface: HTMLCanvasElement | null,
  { scene, looks, selection }: OverviewInput,
): void {
  const context = beginDrawing(surface)
  if (!context) return
  const { zoom } = viewStore.getState().view
  const coarse = zoom < coarseZoom
  drawWires(context, scene, zoom)
  context.lineWidth = 1.25 / zoom
  for (const placed of scene.nodes.values()) if (inView(placed)) drawBox(context, placed, coarse)
  for (const placed of scene.nodes.values()) {
    const look = looks[placed.id]
    const selected = selection.nodes.has(placed.id)
    if ((coarse && !look && !selected) || !inView(placed)) continue
    if (!coarse) drawName(context, placed, zoom)
    drawState(context, { placed, look, selected, zoom })
  }
}

function drawWires(context: CanvasRenderingContext2D, scene: Scene, zoom: number): void {
  context.globalAlpha = 0.6
  context.lineWidth = 1.5 / zoom
  for (const { curve, type, broken } of scene.wires) {
    if (!inView(spanOf(curve))) continue
    context.strokeStyle = broken ? '#FF5C5C' : portTypes[elementOf(type)].colour
    if (zoom < coarseZoom) {
      const { from, to } = endsOf(curve)
      context.beginPath()
      context.moveTo(from.x, from.y)
      context.lineTo(to.x, to.y)
      context.stroke()
    } else context.stroke(new Path2D(pathData(curve)))
  }
  context.globalAlpha = 1
}

function drawBox(context: CanvasRenderingContext2D, placed: PlacedNode, coarse: boolean): void {
  const { x, y, width, height, type, node } = placed
  const { colour } = portTypes[mainType(type, node)]
  context.fillStyle = tint(colour)
  context.strokeStyle = colour
  if (coarse) {
    context.fillRect(x, y, width, height)
    context.strokeRect(x, y, width, height)
    return
  }
  context.beginPath()
  context.roundRect(x, y, width, height, 10)
  context.fill()
  context.stroke()
}

interface StateInput {
  placed: PlacedNode
  look: StepLook | undefined
  selected: boolean
  zoom: number
}

function drawState(context: CanvasRenderingContext2D, { placed, look, selected, zoom }: StateInput): void {
  const { x, y, width, height, type, node } = placed
  const tone = look && (look.paused ? tones.blocked : tones[look.status])
  if (look?.status === 'running') {
    context.globalAlpha = 0.5
    context.fillStyle = portTypes[mainType(type, node)].colour
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
