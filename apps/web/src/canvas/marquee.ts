import type { PointerEvent as ReactPointerEvent } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { catalogueNow } from '../document/catalogue.ts'
import { openedGraph } from '../document/documentStore.ts'
import { isFace } from '../document/faces.ts'
import { select, selectionStore } from '../document/selectionStore.ts'
import { nodesIn, sceneOf } from './scene.ts'
import { toCanvas, viewStore } from './viewStore.ts'
import type { Spot } from './wirePath.ts'

/** The rectangle that is being drawn, from where to where, client pixels. */
const marqueeStore = createStore<{ box: readonly [Spot, Spot] | null }>(() => ({ box: null }))

/** The rectangle while it is drawn, start first, client pixels; `null` otherwise. */
export function useMarquee(): readonly [Spot, Spot] | null {
  return useStore(marqueeStore, ({ box }) => box)
}

const slack = 4

/** Ids of what a rectangle catches: all it touches when it is drawn to the left, all it contains otherwise. */
function caught(from: Spot, to: Spot): string[] {
  const open = openedGraph()
  const [a, b] = [toCanvas(from), toCanvas(to)]
  const box = {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }
  const found = open ? nodesIn(sceneOf(open, catalogueNow()), box, { touching: to.x < from.x }) : []
  return found.filter((id) => !isFace(id))
}

/** Selects by drawing a rectangle. With Shift it adds to the selection, with Ctrl or Cmd it toggles. */
export function beginMarquee(press: ReactPointerEvent): void {
  const from = { x: press.clientX, y: press.clientY }
  const before = selectionStore.getState().nodes
  const toggles = press.ctrlKey || press.metaKey
  const base = press.shiftKey || toggles ? before : new Set<string>()
  const listeners = new AbortController()
  const { signal } = listeners
  const onMove = (event: PointerEvent) => {
    const to = { x: event.clientX, y: event.clientY }
    const far = Math.hypot(to.x - from.x, to.y - from.y) > slack
    if (!far && marqueeStore.getState().box === null) return
    marqueeStore.setState({ box: [from, to] })
    const ids = caught(from, to)
    const kept = toggles ? [...base].filter((id) => !ids.includes(id)) : [...base]
    select([...kept, ...ids.filter((id) => !toggles || !base.has(id))])
  }
  const stop = () => {
    listeners.abort()
    if (marqueeStore.getState().box === null) return
    marqueeStore.setState({ box: null })
    // The click that the browser sends next would deselect everything.
    const swallow = (event: MouseEvent) => event.stopPropagation()
    window.addEventListener('click', swallow, { capture: true, once: true })
    requestAnimationFrame(() => window.removeEventListener('click', swallow, { capture: true }))
  }
  window.addEventListener('pointermove', onMove, { signal })
  window.addEventListener('pointerup', stop, { signal })
  window.addEventListener('pointercancel', stop, { signal })
}

/** The rectangle as it lies in the canvas element. */
export function marqueeStyle([from, to]: readonly [Spot, Spot]) {
  const { left, top } = viewStore.getState().frame
  return {
    left: Math.min(from.x, to.x) - left,
    top: Math.min(from.y, to.y) - top,
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  }
}
