import { runJob } from '@segue/media/child/runJob'
import type { RangeRequest } from '@segue/media/sound/range'
import type { ArtifactRef } from '@segue/protocol'
import type { ForeseeArgs } from '../defineNode.ts'
import { digest } from '../fileFacts.ts'
import { clock } from './clock.ts'
import { type How, unfit } from './how.ts'

type Looking = ForeseeArgs<unknown, unknown>['use']

/** Seconds of a set that are sketched in one second. */
const sketchSpeed = 10
const patienceMs = 30_000

/** How long it takes until a set is sound: Live records in real time. */
export async function foreseeSet(
  set: ArtifactRef,
  { how, range, use, provider }: { how: How; range: RangeRequest; use: Looking; provider: string },
): Promise<string> {
  const standIn = provider.startsWith('standin:')
  const problem = unfit(how, standIn)
  if (problem) return `stops: ${problem.message}`
  const seconds = await lengthOf(set, range, use)
  if (how === 'export') return `waits until you have exported ${clock(seconds)} from Live`
  return standIn ? `about ${Math.ceil(seconds / sketchSpeed)} s` : `records ${clock(seconds)} in real time`
}

async function lengthOf(set: ArtifactRef, range: RangeRequest, use: Looking): Promise<number> {
  const key = `export:${digest([set.artifactId, range.from, range.to, range.seconds, range.fps])}`
  const known = await use.recall(key)
  if (typeof known === 'number') return known
  const source = { path: await use.path(set), name: set.name }
  const placed = await runJob('range', { set: source, range }, { signal: AbortSignal.timeout(patienceMs) })
  const seconds = placed.range.toSec - placed.range.fromSec
  await use.remember(key, seconds)
  return seconds
}
