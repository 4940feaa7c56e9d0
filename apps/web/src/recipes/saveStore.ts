import type { Failure } from '@segue/protocol'
import { create } from 'zustand'

/**
 * Whether the runner has every edit. `offline`: kept here until it is back · `stale`: somebody else saved this
 * recipe · `refused`: the runner does not take an edit.
 */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'stale' | 'refused'

export const useSaveState = create<{ state: SaveState; failure: Failure | null }>(() => ({
  state: 'saved',
  failure: null,
}))

export const setSaveState = (state: SaveState, failure: Failure | null = null): void =>
  useSaveState.setState({ state, failure })
