/** Lets so many in side by side, in the order in which they come; or one alone. Who is aborted while waiting leaves. */
export interface Gate {
  among<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
  alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

export function createGate(most: number): Gate {
  let waiting: { size: number; enter(): void }[] = []
  let inside = 0
  const next = () => {
    for (let [first] = waiting; first !== undefined && inside + first.size <= most; [first] = waiting) {
      waiting.shift()
      inside += first.size
      first.enter()
    }
  }
  const entering = (size: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.throwIfAborted()
      const one = {
        size,
        enter() {
          signal.removeEventListener('abort', leave)
          resolve()
        },
      }
      const leave = () => {
        waiting = waiting.filter((other) => other !== one)
        reject(signal.reason)
        next()
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(one)
      next()
    })
  const through = async <T>(size: number, work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    await entering(size, signal)
    try {
      return await work()
    } finally {
      inside -= size
      next()
    }
  }
  return {
    among: (work, signal) => through(1, work, signal),
    alone: (work, signal) => through(most, work, signal),
  }
}
