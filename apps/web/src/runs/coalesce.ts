/** Calls `flush` once per frame, however often it is asked to. Returns the asking function. */
export function perFrame(flush: () => void, schedule = requestFrame): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    schedule(() => {
      asked = false
      flush()
    })
  }
}

/** A hidden page gets no animation frames, yet its data must stay true. */
const requestFrame = (callback: () => void): void => {
  if (document.hidden) setTimeout(callback, 250)
  else requestAnimationFrame(callback)
}
