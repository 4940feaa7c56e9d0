/** Calls `flush` at most every other frame, however often it is asked to. Returns the asking function. */
export function coalesce(flush: () => void, schedule = afterTwoFrames): () => void {
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
const afterTwoFrames = (callback: () => void): void => {
  if (document.hidden) setTimeout(callback, 250)
  else requestAnimationFrame(() => requestAnimationFrame(callback))
}
