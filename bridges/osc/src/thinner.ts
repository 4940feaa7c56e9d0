import type { OscHeard } from '@segue/protocol'

/** Passes messages on, but no more than so many in a second. */
export interface Thinner {
  push(message: OscHeard): void
  close(): void
}

/**
 * Messages beyond `maxPerSecond` are held until the second is over, the newest only of each address: where a fader
 * came to rest is always told. More addresses than that are dropped, the longest held first.
 */
export function createThinner(maxPerSecond: number, tell: (message: OscHeard) => void): Thinner {
  const held = new Map<string, OscHeard>()
  let told = 0
  let timer: NodeJS.Timeout | undefined

  const pass = (message: OscHeard) => {
    told++
    timer ??= setTimeout(turn, 1000)
    tell(message)
  }
  const turn = () => {
    timer = undefined
    told = 0
    const due = [...held.values()]
    held.clear()
    due.forEach(pass)
  }
  return {
    push(message) {
      if (told < maxPerSecond) return pass(message)
      held.delete(message.address)
      held.set(message.address, message)
      const [oldest] = held.keys()
      if (held.size > maxPerSecond && oldest !== undefined) held.delete(oldest)
    },
    close() {
      clearTimeout(timer)
      held.clear()
    },
  }
}
