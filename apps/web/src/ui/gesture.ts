import { useRef } from 'react'

let count = 0

/**
 * A key for the edits of one gesture: they become one undo step. `renew` starts the next gesture, on focus or when
 * a drag begins.
 */
export function useGesture(): { key(): string; renew(): void } {
  const current = useRef('')
  const renew = () => {
    count += 1
    current.current = `gesture ${count}`
  }
  return {
    renew,
    key: () => {
      if (current.current === '') renew()
      return current.current
    },
  }
}

/** How a field reports a value: edits with the same gesture key belong together. */
export type OnEdit<T> = (value: T, gesture: string) => void
