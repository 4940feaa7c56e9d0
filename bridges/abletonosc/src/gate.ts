/** Lets so many in side by side, in the order in which they come; or one alone. */
export interface Gate {
  among<T>(work: () => Promise<T>): Promise<T>
  alone<T>(work: () => Promise<T>): Promise<T>
}

export function createGate(most: number): Gate {
  const waiting: { size: number; enter(): void }[] = []
  let inside = 0
  const next = () => {
    for (let [first] = waiting; first !== undefined && inside + first.size <= most; [first] = waiting) {
      waiting.shift()
      inside += first.size
      first.enter()
    }
  }
  const through = async <T>(size: number, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((enter) => {
      waiting.push({ size, enter })
      next()
    })
    try {
      return await work()
    } finally {
      inside -= size
      next()
    }
  }
  return { among: (work) => through(1, work), alone: (work) => through(most, work) }
}
