const regions = 'header, nav[aria-label], [role="application"], aside[aria-label], section[aria-label]'
const focusable = 'button:not([disabled]), input, textarea, select, a[href], [tabindex="0"]'

const isShown = (element: Element): boolean => element.getClientRects().length > 0

/** Moves the keyboard to the next region of the page (or the one before), onto its first control. */
export function focusRegion(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(regions)].filter(isShown)
  const now = all.findIndex((region) => region.contains(document.activeElement))
  for (let count = 1; count <= all.length; count += 1) {
    const region = all[(now + step * count + all.length * 2) % all.length]
    const target = region?.matches(focusable) ? region : region?.querySelector<HTMLElement>(focusable)
    if (!target) continue
    target.focus()
    return
  }
}

/** The keyboard belongs to the canvas: it has the focus, or nothing has. */
export function canvasHasKeys(): boolean {
  const { activeElement } = document
  return activeElement === document.body || activeElement?.closest('[role="application"]') !== null
}
