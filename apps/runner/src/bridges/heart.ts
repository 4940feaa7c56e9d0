/** How long the other side has been silent, looked at every so often. */
export interface Heart {
  /** It said something. `busyMs`: it will be silent for so long, and that is well. */
  heard(busyMs?: number): void
  start(): void
  stop(): void
}

/**
 * A heart that stands still. `onBeat` gets the silence in milliseconds, negative while silence was announced. Time in
 * which this process was held up is none: what was said meanwhile is not read yet.
 */
export function createHeart(everyMs: number, onBeat: (silenceMs: number) => void): Heart {
  let heardAt = 0
  let beatAt = 0
  let timer: NodeJS.Timeout | undefined
  const beat = () => {
    const now = performance.now()
    const lateMs = now - beatAt - everyMs
    if (lateMs > everyMs) heardAt += lateMs
    beatAt = now
    onBeat(now - heardAt)
  }
  const heart: Heart = {
    heard(busyMs = 0) {
      heardAt = performance.now() + Math.max(0, busyMs)
    },
    start() {
      heart.stop()
      heart.heard()
      beatAt = performance.now()
      timer = setInterval(beat, everyMs)
    },
    stop: () => clearInterval(timer),
  }
  return heart
}
