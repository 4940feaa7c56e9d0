/** Whether Live is awake. */
export interface Pulse {
  /** Something came. */
  heard(address: string): void
  /** Resolves when Live has answered something that was said after now. */
  awake(): Promise<void>
  /** Milliseconds since anything came. */
  silence(): number
  stop(): void
}

export interface PulseOptions {
  /** Sends `/live/test`, which is answered under its own address. */
  beat(): void
  everyMs: number
  deadMs: number
  onDead(): void
}

/**
 * Beats, also to stay the client that spoke last: updates and errors go to that one alone. Live handles what comes in
 * order, so what is unanswered when a later beat comes back was lost or refused; while none comes back, Live is busy.
 */
export function createPulse({ beat, everyMs, deadMs, onDead }: PulseOptions): Pulse {
  let lastHeard = performance.now()
  let current: PromiseWithResolvers<void> | null = null
  let following: PromiseWithResolvers<void> | null = null

  const ask = () => {
    current = following
    following = null
    if (current !== null) beat()
  }
  const timer = setInterval(() => {
    if (performance.now() - lastHeard >= deadMs) return onDead()
    beat()
  }, everyMs)
  return {
    heard(address) {
      lastHeard = performance.now()
      if (address !== '/live/test') return
      current?.resolve()
      ask()
    },
    awake() {
      // A beat that is under way was sent too early to prove anything.
      following ??= Promise.withResolvers()
      const { promise } = following
      if (current === null) ask()
      return promise
    },
    silence: () => performance.now() - lastHeard,
    stop: () => clearInterval(timer),
  }
}
