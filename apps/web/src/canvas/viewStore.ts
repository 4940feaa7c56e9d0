import { createStore } from 'zustand/vanilla'
import { catalogueNow } from '../document/catalogue.ts'
import { openedGraph } from '../document/documentStore.ts'
import { boundsOf, sceneOf } from './scene.ts'
import type { Spot } from './wirePath.ts'

/** Pan and zoom: client pixels = canvas pixels × zoom + offset. */
export interface View {
  x: number
  y: number
  zoom: number
}

/** Below this zoom names cannot be read: one drawing replaces all nodes. */
export const overviewZoom = 0.35
/** Below this zoom params cannot be read: nodes leave them out. */
export const plainZoom = 0.6
export const zoomLimits = { min: 0.05, max: 2.5 } as const

interface CanvasView {
  view: View
  /** Size and place of the canvas in the window, client pixels. */
  frame: { left: number; top: number; width: number; height: number }
  /** Where the pointer was last, client pixels. */
  pointer: Spot
  /** The last thing a person used was a pointer, not the keyboard. */
  pointing: boolean
  /** Moves the view; `null` while no canvas is on screen. */
  move: ((view: View, animate: boolean) => void) | null
}

/** The view of the canvas, for everything outside of it. Changes every frame while panning: never render from it. */
export const viewStore = createStore<CanvasView>(() => ({
  view: { x: 0, y: 0, zoom: 1 },
  frame: { left: 0, top: 0, width: 0, height: 0 },
  pointer: { x: 0, y: 0 },
  pointing: true,
  move: null,
}))

/** A point in the window as a point on the canvas. */
export function toCanvas({ x, y }: Spot): Spot {
  const { view, frame } = viewStore.getState()
  return { x: (x - frame.left - view.x) / view.zoom, y: (y - frame.top - view.y) / view.zoom }
}

/** A point on the canvas as a point in the window. */
export function toClient({ x, y }: Spot): Spot {
  const { view, frame } = viewStore.getState()
  return { x: x * view.zoom + view.x + frame.left, y: y * view.zoom + view.y + frame.top }
}

/** Where a new node goes when nobody points anywhere: the middle of what is in view. */
export function middle(): Spot {
  const { frame } = viewStore.getState()
  return toCanvas({ x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 })
}

/** Where a paste goes: under the pointer when it is over the canvas, else in the middle of what is in view. */
export function pasteSpot(): Spot {
  const { pointer, pointing } = viewStore.getState()
  return pointing && overCanvas(pointer) ? toCanvas(pointer) : middle()
}

/** Whether a point in the window lies on the canvas. */
export function overCanvas({ x, y }: Spot): boolean {
  const { left, top, width, height } = viewStore.getState().frame
  return x > left && x < left + width && y > top && y < top + height
}

/** Shows these nodes, or all of them, with some air around. Never above 100 %. */
export function frameNodes(ids: ReadonlySet<string> | null, { animate = true } = {}): void {
  const open = openedGraph()
  const { frame, move } = viewStore.getState()
  if (!open || !move || frame.width === 0) return
  const placed = [...sceneOf(open, catalogueNow()).nodes.values()]
  const bounds = boundsOf(ids && ids.size > 0 ? placed.filter(({ id }) => ids.has(id)) : placed)
  if (!bounds) {
    move({ x: frame.width / 2, y: frame.height / 2, zoom: 1 }, animate)
    return
  }
  const air = 40
  const fits = Math.min((frame.width - 2 * air) / bounds.width, (frame.height - 2 * air) / bounds.height, 1)
  const zoom = Math.max(zoomLimits.min, fits)
  const x = frame.width / 2 - (bounds.x + bounds.width / 2) * zoom
  const y = frame.height / 2 - (bounds.y + bounds.height / 2) * zoom
  move({ x, y, zoom }, animate)
}

const left = new Map<string, View>()

/** Remembers the view of a graph that is being left. */
export function leaveView(graph: string): void {
  left.set(graph, viewStore.getState().view)
}

/** Shows a graph as it was left, or all of it. */
export function enterView(graph: string): void {
  const view = left.get(graph)
  if (view) viewStore.getState().move?.(view, false)
  else frameNodes(null, { animate: false })
}

/** Zooms to an exact scale around a point in the window, or around the middle of the canvas. */
export function zoomTo(scale: number, around?: Spot): void {
  const { view, frame, move } = viewStore.getState()
  const zoom = Math.min(zoomLimits.max, Math.max(zoomLimits.min, scale))
  const px = around ? around.x - frame.left : frame.width / 2
  const py = around ? around.y - frame.top : frame.height / 2
  const k = zoom / view.zoom
  move?.({ x: px - (px - view.x) * k, y: py - (py - view.y) * k, zoom }, around === undefined)
}

/** Zooms by a factor around a point in the window, or around the middle of the canvas. */
export function zoomBy(factor: number, around?: Spot): void {
  zoomTo(viewStore.getState().view.zoom * factor, around)
}
