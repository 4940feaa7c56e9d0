import { type ArtifactRef, fail } from '@segue/protocol'
import { edit } from '../document/documentStore.ts'
import { fileChanges } from '../document/fileEdits.ts'
import { select } from '../document/selectionStore.ts'
import type { Spot } from './wirePath.ts'
import { wiredNow } from './wiringActions.ts'

/** A file that was dropped on the canvas: where (canvas pixels), and the node it fell on. */
export interface FileDrop {
  file: File
  at: Spot
  nodeId: string | null
}

/**
 * Brings a stored file into the open recipe where it was dropped, and selects its node. Fails with
 * `file.no-node` when no node takes such a file.
 */
export function placeFile(ref: ArtifactRef, drop: Pick<FileDrop, 'at' | 'nodeId'>): void {
  const wired = wiredNow()
  const placed = wired && fileChanges(wired, ref, drop)
  if (!placed)
    throw fail({
      code: 'file.no-node',
      message: `No node takes ${ref.name}.`,
      hint: 'Sound, Live Sets and .blend files can be dropped here.',
      kind: 'input',
    })
  edit(`Use ${ref.name}`, placed.changes)
  select([placed.nodeId])
}
