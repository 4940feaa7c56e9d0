import { type RefObject, useEffect } from 'react'
import { deleteSelected, pasteText, selectedText } from './selectionActions.ts'
import { pasteSpot, viewStore, zoomBy } from './viewStore.ts'

/**
 * A notch of a mouse wheel, not fingers on a trackpad: no sideways part, and whole notches of 120 that are not just
 * three times the pixels, which is what browsers derive for trackpads.
 */
function isNotch(event: WheelEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.deltaX !== 0) return false
  if (event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return true
  const notches = 'wheelDeltaY' in event && typeof event.wheelDeltaY === 'number' ? event.wheelDeltaY : 0
  return notches !== 0 && notches % 120 === 0 && Math.abs(notches) !== Math.abs(event.deltaY) * 3
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input,textarea,[role="dialog"]') !== null

/** Keeps place, size and pointer of the canvas, zooms by the wheel, and takes copy and paste. */
export function useCanvasFrame(ref: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const listeners = new AbortController()
    const { signal } = listeners
    const measure = () => {
      const { left, top, width, height } = element.getBoundingClientRect()
      viewStore.setState({ frame: { left, top, width, height } })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    const onWheel = (event: WheelEvent) => {
      if (!isNotch(event)) return
      event.preventDefault()
      event.stopPropagation()
      zoomBy(event.deltaY < 0 ? 1.15 : 1 / 1.15, { x: event.clientX, y: event.clientY })
    }
    const onPointer = (event: PointerEvent) =>
      viewStore.setState({ pointer: { x: event.clientX, y: event.clientY }, pointing: true })
    const onCopy = (event: ClipboardEvent) => {
      const text =
        inField(event.target) || window.getSelection()?.isCollapsed === false ? null : selectedText()
      if (!text) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
      if (event.type === 'cut') deleteSelected()
    }
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!inField(event.target) && pasteText(text, pasteSpot())) event.preventDefault()
    }
    element.addEventListener('wheel', onWheel, { signal, capture: true, passive: false })
    window.addEventListener('pointermove', onPointer, { signal, passive: true })
    window.addEventListener('resize', measure, { signal })
    document.addEventListener('copy', onCopy, { signal })
    document.addEventListener('cut', onCopy, { signal })
    document.addEventListener('paste', onPaste, { signal })
    return () => {
      listeners.abort()
      observer.disconnect()
    }
  }, [ref])
}
