import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders that steps work in: `<root>/<run>/<node>`, kept over attempts and gone with the run. */
export interface WorkFolders {
  of(runId: string, nodeId: string): string
  /** Removes what a settled run, or one step of it, left; a process that is still ending may hold a file for a moment. */
  remove(runId: string, nodeId?: string): Promise<void>
}

/** Opens the folders below `root` and removes those of runs that are not in `unsettled`. */
export function openWorkFolders(root: string, unsettled: readonly string[]): WorkFolders {
  const remove = (runId: string, nodeId = '') =>
    rm(join(root, runId, nodeId), { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
  const open = new Set(unsettled)
  for (const runId of readdirSync(root)) if (!open.has(runId)) void remove(runId)
  return { of: (runId, nodeId) => join(root, runId, nodeId), remove }
}
