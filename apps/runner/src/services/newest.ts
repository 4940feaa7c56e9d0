const changesMs = 250

/** Whom to call when something has changed. */
export type Pokes = Set<() => void>

/** What `read` gives now, then after every change, at most four times a second, until `signal` aborts. */
export async function* newest<T>(pokes: Pokes, read: () => T, signal: AbortSignal): AsyncGenerator<T> {
  let wake = Promise.withResolvers<void>()
  const listener = () => wake.resolve()
  pokes.add(listener)
  signal.addEventListener('abort', listener, { once: true })
  try {
    while (!signal.aborted) {
      yield read()
      await wake.promise
      wake = Promise.withResolvers()
      await new Promise((resolve) => setTimeout(resolve, changesMs))
    }
  } finally {
    pokes.delete(listener)
  }
}
