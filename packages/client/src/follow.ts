import { refusal } from './ask.ts'

/** What to follow a subscription with. */
export interface FollowOptions<T> {
  signal: AbortSignal
  onData(data: T): void
}

interface Handlers<T> {
  onData(data: T): void
  onError(error: unknown): void
  onComplete(): void
}

/**
 * Follows a subscription until it completes or the signal aborts. A lost socket is not an end: the transport
 * comes back and resumes. Rejects with a `FailureError` when the runner ends it with a failure.
 */
export function follow<T>(
  { signal, onData }: FollowOptions<T>,
  subscribe: (handlers: Handlers<T>) => { unsubscribe(): void },
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const subscription = subscribe({
      onData,
      onError: (error) => reject(refusal(error)),
      onComplete: resolve,
    })
    signal.addEventListener(
      'abort',
      () => {
        subscription.unsubscribe()
        resolve()
      },
      { once: true },
    )
  })
}
