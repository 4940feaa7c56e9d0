import type { RunHead } from '@segue/protocol'
import { create } from 'zustand'
import { runner } from '../server/client.ts'

/** One item of a step: the child run is null until it begins. */
export interface Item {
  name: string
  head: RunHead | null
}

interface ChildState {
  /** Items by step, as far as they were asked for. */
  items: Readonly<Record<string, readonly Item[]>>
}

/** So many items are shown; a map of thousands is looked at in its outputs. */
const shown = 200

const useChildren = create<ChildState>(() => ({ items: {} }))

const keyOf = (runId: string, nodeId: string) => `${runId}/${nodeId}`

/** The items of a step that were loaded; undefined before that. */
export const useItems = (runId: string, nodeId: string): readonly Item[] | undefined =>
  useChildren(({ items }) => items[keyOf(runId, nodeId)])

/** Loads the items of a step. Quiet when it cannot: what is shown stays. */
export async function loadItems(runId: string, nodeId: string): Promise<readonly Item[]> {
  const found = await runner()
    .runs.children({ runId, nodeId, limit: shown })
    .catch(() => null)
  if (found === null) return []
  useChildren.setState(({ items }) => ({ items: { ...items, [keyOf(runId, nodeId)]: found } }))
  return found
}
