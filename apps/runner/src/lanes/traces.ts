import { failureOf } from '@segue/protocol'

/** Whether an attempt has left traces in an application. */
export interface Traces {
  /** Sends a command that changes something. */
  around<T>(call: () => Promise<T>): Promise<T>
  /** Whether one is under way, or has ended in any other way than that the application refused it. */
  readonly any: boolean
}

/** None yet. */
export function createTraces(): Traces {
  let left = 0
  return {
    async around(call) {
      left += 1
      try {
        return await call()
      } catch (error) {
        const { code, kind } = failureOf(error)
        if (kind === 'environment' && code.startsWith('bridge.')) left -= 1
        throw error
      }
    },
    get any() {
      return left > 0
    },
  }
}
