import type { Misfire, TriggerSettings } from '@segue/protocol'

/** Whoever looks at a moment at most this long after it is on time: a busy machine takes its time. */
export const onTimeMs = 10_000
/** How late a firing may begin that was decided and then forgotten by a crash, when missed ones do not count. */
const crashedMs = 3_600_000

/** What becomes of moments that were not looked at in time. */
export type Fate = { at: number; fate: 'run' } | { at: number; fate: 'missed' | 'late'; reason: string }

/** Whether a firing that was decided in time may still begin so many milliseconds after its moment. */
const mayStillBegin = (misfire: Misfire, lateMs: number): boolean =>
  lateMs <= (misfire.run === 'none' ? crashedMs : limitOf(misfire))

/** The same for any trigger: events of a performance are soon too old, others never are. */
export function mayBegin(settings: TriggerSettings, lateMs: number): boolean {
  if (settings.kind === 'schedule') return mayStillBegin(settings.misfire, lateMs)
  return !('maxAgeMs' in settings) || settings.maxAgeMs === null || lateMs <= settings.maxAgeMs
}

const limitOf = ({ lateSec }: Misfire & { lateSec: number | null }): number =>
  lateSec === null ? Number.POSITIVE_INFINITY : lateSec * 1000

/**
 * Says for moments that nobody looked at in time, oldest first, what becomes of each. `isNewer`: a later moment of the
 * same schedule runs anyway. `why`: why nobody looked, in words.
 */
export function fates(
  misfire: Misfire,
  moments: readonly number[],
  { now, isNewer, why }: { now: number; isNewer: boolean; why(at: number): string },
): Fate[] {
  if (misfire.run === 'none') return moments.map((at) => ({ at, fate: 'missed', reason: why(at) }))
  const most = misfire.run === 'all' ? misfire.most : isNewer ? 0 : 1
  const limit = limitOf(misfire)
  return moments.map((at, i) => {
    if (i < moments.length - most) {
      const then = misfire.run === 'all' ? `only the last ${most} are made up` : 'a later one runs'
      return { at, fate: 'missed', reason: `${why(at)}; ${then}` }
    }
    if (now - at <= limit) return { at, fate: 'run' }
    return {
      at,
      fate: 'late',
      reason: `${why(at)}; it is ${inWords(now - at)} late, and ${inWords(limit)} are allowed`,
    }
  })
}

function inWords(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return `${Math.round(ms / 1000)} s`
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
