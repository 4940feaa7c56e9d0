/** As much of a media element as playing several in step needs. */
export type Playable = Pick<
  HTMLMediaElement,
  'currentTime' | 'duration' | 'muted' | 'paused' | 'play' | 'pause'
>

/** Several takes of the same thing that play as one: all at the same place, one of them heard. */
export interface Pair {
  put(index: number, element: Playable | null): void
  /** Hears another take, where the one before was. */
  hear(index: number): void
  toggle(): void
  /** Seconds; takes that are shorter stay at their end. */
  seek(sec: number): void
  /** Brings the others to where the heard one is. Call it as that one plays. */
  align(): void
}

/** Less than this apart is not heard as two: about the length of a frame of film. */
const togetherSec = 0.045

/** Makes a pair; `onChange` hears where the heard take is and whether it plays. */
export function createPair(onChange: (now: { at: number; playing: boolean }) => void): Pair {
  const takes: (Playable | null)[] = []
  let heard = 0
  const lead = () => takes[heard] ?? null
  const others = () => takes.filter((take, index): take is Playable => take !== null && index !== heard)
  const tell = () => {
    const element = lead()
    if (element) onChange({ at: element.currentTime, playing: !element.paused })
  }
  const start = (take: Playable) => {
    // A browser may refuse to play before somebody has touched the page: it stays as it is then.
    if (take.paused) take.play().then(tell, tell)
  }
  const move = (take: Playable, sec: number) => {
    const end = Number.isFinite(take.duration) ? take.duration : sec
    take.currentTime = Math.min(Math.max(0, sec), end)
  }
  const pair: Pair = {
    put(index, element) {
      takes[index] = element
      if (element) element.muted = index !== heard
    },
    hear(index) {
      const before = lead()
      heard = index
      for (const [at, take] of takes.entries()) if (take) take.muted = at !== heard
      const now = lead()
      if (!before || !now || before === now) return tell()
      if (Math.abs(now.currentTime - before.currentTime) > togetherSec) move(now, before.currentTime)
      if (!before.paused) start(now)
      tell()
    },
    toggle() {
      const element = lead()
      if (!element) return
      const all = [element, ...others()]
      if (element.paused) {
        for (const other of others()) move(other, element.currentTime)
        for (const take of all) start(take)
      } else for (const take of all) take.pause()
      tell()
    },
    seek(sec) {
      for (const take of takes) if (take) move(take, sec)
      tell()
    },
    align() {
      const element = lead()
      if (!element) return
      for (const other of others()) {
        const to = Number.isFinite(other.duration)
          ? Math.min(element.currentTime, other.duration)
          : element.currentTime
        if (Math.abs(other.currentTime - to) > togetherSec) move(other, to)
        if (!element.paused && to < other.duration) start(other)
      }
      tell()
    },
  }
  return pair
}
