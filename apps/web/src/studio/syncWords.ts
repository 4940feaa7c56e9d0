import type { SyncState } from '@segue/api'
import { titleOf } from './appLook.ts'

/** Nobody sees or hears less than this, in seconds. */
const noticed = 0.005

/** Who follows whom and how well, as one sentence: `TouchDesigner follows Live, 20 ms late`. */
export function syncSentence({ leader, follower, state, driftSec }: SyncState): string {
  const [ahead, behind] = [titleOf(leader), titleOf(follower)]
  if (state === 'off') return `${behind} does not follow ${ahead}`
  if (state === 'waiting') return `${behind} waits to follow ${ahead}`
  if (state === 'failing') return `${behind} cannot follow ${ahead}`
  if (driftSec === null) return `${behind} follows ${ahead}`
  return `${behind} follows ${ahead}, ${driftWords(driftSec)}`
}

/** How far a follower is from where it should be: `in time`, `20 ms late`, `1.2 s early`. */
export function driftWords(driftSec: number): string {
  const off = Math.abs(driftSec)
  if (off < noticed) return 'in time'
  const size = off < 1 ? `${Math.round(off * 1000)} ms` : `${off.toFixed(1)} s`
  return `${size} ${driftSec < 0 ? 'late' : 'early'}`
}

/** What is followed, as words. */
export function followed({
  transport,
  tempo,
  markers,
}: Pick<SyncState, 'transport' | 'tempo' | 'markers'>): string {
  const parts = [transport && 'play and position', tempo && 'tempo', markers && 'markers'].filter(Boolean)
  return parts.length === 0 ? 'nothing yet' : parts.join(', ')
}
