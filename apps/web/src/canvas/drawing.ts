import { viewStore } from './viewStore.ts'

/**
 * Fits a drawing surface to the canvas and the screen's pixels, clears it, and lays the canvas's own coordinates
 * over it. `null` when there is nothing to draw on.
 */
export function beginDrawing(surface: HTMLCanvasElement | null): CanvasRenderingContext2D | null {
  const context = surface?.getContext('2d')
  if (!surface || !context) return null
  const { view, frame } = viewStore.getState()
  const ratio = window.devicePixelRatio || 1
  const [width, height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)]
  if (surface.width !== width) surface.width = width
  if (surface.height !== height) surface.height = height
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, width, height)
  context.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio)
  return context
}

/** Whether a box is in view, canvas pixels, with some air. */
export function inView({
  x,
  y,
  width,
  height,
}: {
  x: number
  y: number
  width: number
  height: number
}): boolean {
  const { view, frame } = viewStore.getState()
  const [left, top] = [x * view.zoom + view.x, y * view.zoom + view.y]
  return (
    left < frame.width + 20 &&
    top < frame.height + 20 &&
    left + width * view.zoom > -20 &&
    top + height * view.zoom > -20
  )
}
