import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders that steps work in: `<root>/<run>/<node>`, kept over attempts and gone with the run. */
export interface WorkFolders {
  of(runId: string, nodeId: string): string
  /** Removes what a settled run left; a process that is still ending may hold a file for a moment. */
  remove(runId: string): Promise<void>
}

/** Opens the folders below `root` and removes those of runs that are not in `unsettled`. */
export function openWorkFolders(root: string, unsettled: readonly string[]): WorkFolders {
  const remove = (runId: string) =>
    rm(join(root, runId), { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
  for (const runId of readdirSync(root)) if (!unsettled.includes(runId)) void remove(runId)
  return { of: (runId, nodeId) => join(root, runId, nodeId), remove }
}
