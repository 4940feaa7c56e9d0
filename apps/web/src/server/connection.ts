import type { ConnectionState } from '@segue/client'
import { useSyncExternalStore } from 'react'
import { runner } from './client.ts'

/** Whether live data flows now. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(
    (listener) => runner().connection.subscribe(listener),
    () => runner().connection.get(),
    () => 'connecting',
  )
}
