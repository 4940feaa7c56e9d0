'use client'

import { elementOf, portTypes } from '@segue/protocol'
import { useCallback, useEffect, useRef } from 'react'
import { useCatalogue } from '../document/catalogue.ts'
import { useDocument } from '../document/documentStore.ts'
import { type Selection, useSelection } from '../document/selectionStore.ts'
import { useRunStore } from '../runs/runStore.ts'
import type { StepLook } from '../runs/stepLook.ts'
import { beginDrawing, inView } from './drawing.ts'
import { mainType, type PlacedNode, type Scene, sceneOf } from './scene.ts'
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

/** All nodes and wires as one drawing, for when the view is so far out that names cannot be read. */
export function Overview() {
  const surface = useRef<HTMLCanvasElement>(null)
  const catalogue = useCatalogue()
  const recipe = useDocument((state) => state.recipe)
  const looks = useRunStore((state) => state.looks)
  const selection = useSelection((state) => state)
  const draw = useCallback(() => {
    if (recipe) drawOverview(surface.current, { scene: sceneOf(recipe, catalogue), looks, selection })
  }, [recipe, catalogue, looks, selection])

  useEffect(() => {
    draw()
    return viewStore.subscribe(({ view, frame }, before) => {
      if (view !== before.view || frame !== before.frame) draw()
    })
  }, [draw])
  return <canvas ref={surface} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
}

function drawOverview(surface: HTMLCanvasElement | null, { scene, looks, selection }: OverviewInput): void {
  const context = beginDrawing(surface)
  if (!context) return
  const { zoom } = viewStore.getState().view
  context.globalAlpha = 0.6
  context.lineWidth = 1.5 / zoom
  for (const { curve, type } of scene.wires) {
    const [a, b, c, d] = curve
    const box = {
      x: Math.min(a.x, d.x),
      y: Math.min(a.y, d.y),
      width: Math.abs(d.x - a.x),
      height: Math.abs(d.y - a.y),
    }
    if (!inView(box)) continue
    context.strokeStyle = portTypes[elementOf(type)].colour
    context.beginPath()
    context.moveTo(a.x, a.y)
    context.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y)
    context.stroke()
  }
  context.globalAlpha = 1
  for (const placed of scene.nodes.values())
    if (inView(placed))
      drawNode(context, { placed, look: looks[placed.id], selected: selection.nodes.has(placed.id) })
}

function drawNode(
  context: CanvasRenderingContext2D,
  { placed, look, selected }: { placed: PlacedNode; look: StepLook | undefined; selected: boolean },
): void {
  const { zoom } = viewStore.getState().view
  const { x, y, width, height, node, type } = placed
  const { colour } = portTypes[mainType(type)]
  const tone = look && tones[look.status]
  context.globalAlpha = node.mode === 'active' || node.mode === 'frozen' ? 1 : 0.4
  context.beginPath()
  context.roundRect(x, y, width, height, 10)
  context.fillStyle = '#1B1E25'
  context.fill()
  context.fillStyle = colour
  context.globalAlpha *= 0.28
  context.fill()
  if (look?.status === 'running') {
    context.save()
    context.clip()
    context.globalAlpha = 0.5
    context.fillRect(x, y, width * (look.fraction ?? 0), height)
    context.restore()
  }
  context.globalAlpha = 1
  context.lineWidth = (selected ? 2 : 1.25) / zoom
  context.strokeStyle = selected ? '#FFFFFF' : look?.status === 'failed' ? '#FF5C5C' : colour
  context.stroke()
  if (12 * zoom >= 2 && width * zoom >= 48) drawName(context, { placed, zoom })
  if (!tone) return
  context.beginPath()
  context.arc(x + width - 10 / zoom, y + 10 / zoom, 4 / zoom, 0, Math.PI * 2)
  context.fillStyle = tone
  context.fill()
}

/** The name at a size that stays readable: 10 px on screen, cut where the box ends. */
function drawName(
  context: CanvasRenderingContext2D,
  { placed, zoom }: { placed: PlacedNode; zoom: number },
): void {
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
