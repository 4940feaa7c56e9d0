import type { AppId } from '@segue/protocol'

/**
 * Whose turn it is in an application that keeps what it has open between commands: a step's commands belong together,
 * and nobody else's come between them.
 */
export interface Turns {
  /** Waits for the turn and takes it. Returns how to give it back; aborting ends the wait. */
  take(app: AppId, signal: AbortSignal): Promise<() => void>
}

/** The others do each command on its own, on the document that a person has open. */
const keepsState: ReadonlySet<AppId> = new Set(['blender'])

/** Turns in the order in which they are asked for. */
export function createTurns(): Turns {
  const last = new Map<AppId, Promise<void>>()
  return {
    async take(app, signal) {
      if (!keepsState.has(app)) return () => {}
      const before = last.get(app) ?? Promise.resolve()
      const mine = Promise.withResolvers<void>()
      last.set(
        app,
        before.then(() => mine.promise),
      )
      const stopped = Promise.withResolvers<never>()
      const stop = () => stopped.reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      try {
        signal.throwIfAborted()
        await Promise.race([before, stopped.promise])
      } catch (error) {
        mine.resolve()
        throw error
      } finally {
        signal.removeEventListener('abort', stop)
      }
      return () => mine.resolve()
    },
  }
}
