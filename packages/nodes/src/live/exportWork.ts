import { runJob } from '@segue/media/child/runJob'
import type { Range, RangeRequest } from '@segue/media/sound/range'
import type { ArtifactRef, MediaMeta } from '@segue/protocol'
import type { BridgeUse } from '../bridgeUse.ts'
import type { RunArgs, Use } from '../defineNode.ts'

/** What the ways to a sound share. */
export interface ExportWork extends Pick<RunArgs<unknown, unknown>, 'signal' | 'progress' | 'log'> {
  use: Use
  range: RangeRequest
}

/** A set that becomes sound: its file here, and the part of it that is wanted with the time it carries. */
export interface SetPlace {
  set: ArtifactRef
  path: string
  range: Range
  time: Pick<MediaMeta, 'bpm' | 'tempoMap' | 'meter' | 'locators'>
}

/** And the application that makes it. */
export interface PlacedSet extends SetPlace {
  bridge: BridgeUse
}

/** Finds the asked range in a set. Fails like `placeInSet`. */
export async function placeSet(
  set: ArtifactRef,
  { use, signal, range: asked }: ExportWork,
): Promise<SetPlace> {
  const path = await use.path(set)
  const { range, meta } = await runJob('range', { set: { path, name: set.name }, range: asked }, { signal })
  return { set, path, range, time: meta }
}
