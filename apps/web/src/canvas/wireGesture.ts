import type { EdgeEnd } from '@segue/protocol'
import type { PointerEvent as ReactPointerEvent } from 'react'
import { openFinder } from '../finder/finderStore.ts'
import { toCanvas, viewStore } from './viewStore.ts'
import { disconnectPort, dropWire, moveLooseEnd, plugWire, takeWire, unplug } from './wiringActions.ts'
import { looseEndStore, wiringStore } from './wiringStore.ts'

/** How near a port the pointer must be, client pixels. */
const reach = 16
/** A press that moves less is a click. */
const clickSlack = 4

const follow = (event: PointerEvent) => {
  const spot = { x: event.clientX, y: event.clientY }
  moveLooseEnd(toCanvas(spot), reach / viewStore.getState().view.zoom)
}

/** The wire ends here: on a port, on empty canvas (the finder opens), or where it cannot go. */
function finish(event: PointerEvent): void {
  follow(event)
  const { wiring } = wiringStore.getState()
  const { over } = looseEndStore.getState()
  const client = { x: event.clientX, y: event.clientY }
  if (!wiring) return
  if (over) {
    plugWire(over, client)
    return
  }
  dropWire()
  const onCanvas = event.target instanceof Element && event.target.closest('.react-flow__pane') !== null
  if (!onCanvas) return
  if (wiring.detached) unplug(wiring.detached)
  else openFinder({ kind: 'wire', ...wiring, detached: null }, client)
}

/**
 * Starts a wire at a port. Press and drag draws it and ends where the pointer is let go; press and release leaves
 * it hanging until the next click. Escape drops it. With Alt the port is disconnected instead.
 */
export function beginWire(end: EdgeEnd, side: 'input' | 'output', press: ReactPointerEvent): void {
  if (press.button !== 0) return
  press.stopPropagation()
  const { wiring } = wiringStore.getState()
  if (wiring) return
  if (press.altKey) {
    disconnectPort(end, side)
    return
  }
  takeWire(end, side)
  const from = { x: press.clientX, y: press.clientY }
  let phase: 'pressed' | 'dragging' | 'hanging' = 'pressed'
  const listeners = new AbortController()
  const { signal } = listeners
  const stop = (event: PointerEvent | null) => {
    listeners.abort()
    if (event) finish(event)
    else dropWire()
  }
  const onMove = (event: PointerEvent) => {
    const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > clickSlack
    if (phase === 'pressed' && far) phase = 'dragging'
    if (phase !== 'pressed') follow(event)
  }
  const onUp = (event: PointerEvent) => {
    if (phase === 'dragging') stop(event)
    phase = 'hanging'
  }
  const onDown = (event: PointerEvent) => {
    if (phase !== 'hanging') return
    event.stopPropagation()
    event.preventDefault()
    stop(event)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    stop(null)
  }
  window.addEventListener('pointermove', onMove, { signal })
  window.addEventListener('pointerup', onUp, { signal })
  window.addEventListener('pointercancel', () => stop(null), { signal })
  window.addEventListener('pointerdown', onDown, { signal, capture: true })
  window.addEventListener('keydown', onKey, { signal, capture: true })
}
