import type { NotifyChannelView } from '@segue/protocol'
import { create } from 'zustand'
import { runner } from '../server/client.ts'

/** Who is told of runs, as the runner told it last; null until it has. */
export const useChannels = create<{ channels: readonly NotifyChannelView[] | null }>(() => ({
  channels: null,
}))

/** Keeps them current until the signal aborts. */
export function followChannels(signal: AbortSignal): void {
  runner()
    .notify.watch({ signal, onData: (channels) => useChannels.setState({ channels }) })
    .catch(() => undefined)
}
