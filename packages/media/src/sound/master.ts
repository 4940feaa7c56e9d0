import type { MediaMeta } from '@segue/protocol'
import { measureSound } from '../analysis/analyze.ts'
import { alignOnsets } from '../time/align.ts'
import { type Timeline, timelineOf } from '../time/timeline.ts'
import { checkSound } from './check.ts'
import type { Sound } from './facts.ts'
import { placeRange, type Range, type RangeRequest, wantsRange } from './range.ts'
import { readSetTime, type SetSource, type SetTime } from './setTime.ts'
import { trimSound } from './trim.ts'

/** A person's master, perhaps with the set that it comes from, and the part that is wanted. */
export interface MasterRequest {
  path: string
  name: string
  /** What is already known about the sound. */
  meta: MediaMeta
  set: SetSource | null
  range: RangeRequest
  /** Where a trimmed copy goes. */
  out: string
}

/** The sound to pass on: `path` is the trimmed copy, `null` when the master itself is wanted whole. */
export interface PreparedMaster {
  path: string | null
  meta: MediaMeta
}

type OnProgress = (fraction: number | null, message: string) => void

/** Three minutes of a sound are enough to find its place in a set, or its tempo. */
const enoughSec = 180

/** Tempo, meter, locators and offset from the set, found by onset correlation and said in a remark. */
async function fromSet(sound: Sound, set: SetTime, onProgress?: OnProgress) {
  const { features } = await measureSound(sound, {
    meta: { bpm: set.meta.bpm ?? 120 },
    maxSec: enoughSec,
    onProgress: (fraction) => onProgress?.(fraction, 'Finding the sound in the set'),
  })
  const { offsetSec, sure } = alignOnsets({
    beginnings: set.beginnings,
    flux: features.flux.all,
    hopSec: features.hopSec,
    barLines: set.barLines,
  })
  const remark = sure
    ? `The sound starts ${Math.abs(offsetSec) < 0.005 ? 'with' : `${offsetSec.toFixed(2)} s into`} the set, found by its onsets.`
    : 'The sound is assumed to start with the set: its onsets fit no single place.'
  return { ...set.meta, offsetSec, remarks: [remark] }
}

/** Tempo of a sound without a set, heard in the sound; only when a time in bars or a snap needs it. */
async function heard(sound: Sound, meta: MediaMeta, onProgress?: OnProgress): Promise<Timeline | null> {
  const known = timelineOf(meta)
  if (known !== null) return known
  const { timeline, tempoFrom } = await measureSound(sound, {
    meta,
    maxSec: enoughSec,
    onProgress: (fraction) => onProgress?.(fraction, 'Finding the tempo'),
  })
  return tempoFrom === 'none' ? null : timeline
}

function joined(...metas: MediaMeta[]): MediaMeta {
  const remarks = [...new Set(metas.flatMap((meta) => meta.remarks ?? []))]
  const merged: MediaMeta = Object.assign({}, ...metas)
  return remarks.length > 0 ? { ...merged, remarks } : merged
}

/**
 * Checks a master, takes musical time from its set, and cuts out the range that is asked for. Fails like
 * `checkSound`, `readSet` and `placeRange`.
 */
export async function prepareMaster(
  request: MasterRequest,
  onProgress?: OnProgress,
): Promise<PreparedMaster> {
  onProgress?.(null, 'Checking the sound')
  const { sound, facts, meta } = await checkSound(request.path, { name: request.name })
  const set = request.set === null ? null : await readSetTime(request.set)
  const time = set === null ? {} : await fromSet(sound, set, onProgress)
  const whole = joined(request.meta, meta, time)
  if (!wantsRange(request.range)) return { path: null, meta: whole }
  const needsBars = request.range.from.trim() !== '' || request.range.to.trim() !== ''
  const timeline = needsBars ? await heard(sound, whole, onProgress) : timelineOf(whole)
  const range = placeRange(request.range, timeline, facts.durationSec)
  if (!range.trimmed) return { path: null, meta: whole }
  onProgress?.(null, 'Cutting the range')
  const cut = await trimSound(sound, request.out, range)
  const trimmed = { ...cut, offsetSec: (whole.offsetSec ?? 0) + range.fromSec }
  return { path: request.out, meta: joined(whole, trimmed) }
}

/** The part of a set that is wanted when there is no master: its range, and the time it carries. */
export async function placeInSet(
  set: SetSource,
  request: RangeRequest,
): Promise<{ range: Range; meta: MediaMeta; endSec: number }> {
  const { meta, endSec } = await readSetTime(set)
  return { range: placeRange(request, timelineOf(meta), endSec), meta, endSec }
}

/** How a rendered or recorded file is finished: its fades, and its length when it is longer. */
export type Finish = Pick<Range, 'fadeInSec' | 'fadeOutSec'> & { lengthSec?: number }

/** Gives a rendered file the fades of its range, in a new file, and says what that is. Fails like `checkSound`. */
export async function fadeSound(
  path: string,
  out: string,
  { lengthSec = Infinity, fadeInSec, fadeOutSec }: Finish,
): Promise<MediaMeta> {
  const { sound, facts, meta } = await checkSound(path)
  const toSec = Math.min(facts.durationSec, lengthSec)
  return { ...meta, ...(await trimSound(sound, out, { fadeInSec, fadeOutSec, fromSec: 0, toSec })) }
}
