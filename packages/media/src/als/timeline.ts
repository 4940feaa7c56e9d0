import type { LiveClip, LiveNote, LiveSet, LiveTrack, MidiClip } from './liveSet.ts'

/** A loop shorter than this (beats or seconds) cannot be meant and would never end. */
const shortestLoop = 1 / 128
const maxPasses = 20_000
const maxNotes = 200_000

/** One pass through a clip's content: `from`–`to` on the arrangement, `at` where it starts in the content. */
export interface Pass {
  from: number
  to: number
  at: number
}

/**
 * The stretches that a clip plays, loops unrolled, in order. `unit` converts beats of the arrangement into what the
 * loop counts in (1 for beats); a clip that is not warped counts seconds.
 */
export function passesOf(clip: LiveClip, unit = 1): Pass[] {
  const { loop } = clip
  const first = loop.start + loop.offset
  const length = loop.end - loop.start
  if (!loop.on || length < shortestLoop) {
    const to = loop.on ? clip.end : Math.min(clip.end, clip.start + Math.max(0, loop.end - first) / unit)
    return to > clip.start ? [{ from: clip.start, to, at: first }] : []
  }
  const passes: Pass[] = []
  let [from, at] = [clip.start, first]
  while (from < clip.end - 1e-9 && passes.length < maxPasses) {
    const left = loop.end - at
    const to = left > 1e-9 ? Math.min(clip.end, from + left / unit) : from
    if (to > from) passes.push({ from, to, at })
    ;[from, at] = [to, loop.start]
  }
  return passes
}

/** Notes of a clip as they sound on the arrangement, in order; a note is cut where its clip or pass ends. */
export function notesOnTimeline(clip: MidiClip): LiveNote[] {
  const notes: LiveNote[] = []
  for (const { from, to, at } of passesOf(clip)) {
    for (const note of clip.notes) {
      if (note.beat < at - 1e-9 || note.beat >= at + (to - from) - 1e-9) continue
      const beat = from + Math.max(0, note.beat - at)
      notes.push({ ...note, beat, beats: Math.min(note.beats, to - beat) })
    }
    if (notes.length > maxNotes) break
  }
  return notes.sort((a, b) => a.beat - b.beat || a.key - b.key)
}

/** Clips of one track, placed on the timeline. */
export interface TrackTimeline {
  track: LiveTrack
  clips: LiveClip[]
}

/** What plays when. `from` says whether it is the arrangement or, without one, the scenes in order. */
export interface Timeline {
  from: 'arrangement' | 'session'
  tracks: TrackTimeline[]
  endBeat: number
}

const lengthOf = (clip: LiveClip, bpm: number): number => {
  const content = clip.loop.end - clip.loop.start
  return clip.kind === 'audio' && !clip.warped ? (content * bpm) / 60 : content
}

/** Scenes one after the other, each as long as its longest clip; shorter clips that loop go round. */
function sessionTimeline(set: LiveSet): Timeline {
  const count = Math.max(0, ...set.tracks.flatMap((t) => t.session.map((s) => s.scene + 1)))
  const tracks: TrackTimeline[] = set.tracks.map((track) => ({ track, clips: [] }))
  let start = 0
  for (let scene = 0; scene < count; scene++) {
    const playing = tracks.flatMap((entry) => {
      const clip = entry.track.session.find((s) => s.scene === scene)?.clip
      return clip && !clip.disabled ? [{ entry, clip, length: lengthOf(clip, set.bpm) }] : []
    })
    const longest = Math.max(0, ...playing.map((p) => p.length))
    for (const { entry, clip, length } of playing) {
      entry.clips.push({ ...clip, start, end: start + (clip.loop.on ? longest : length) })
    }
    start += Math.ceil(longest)
  }
  return { from: 'session', tracks, endBeat: start }
}

/** The arrangement of a set or, when it is empty, its scenes in order. Disabled clips are left out. */
export function timelineOf(set: LiveSet): Timeline {
  const tracks = set.tracks.map((track) => ({
    track,
    clips: track.arrangement.filter((clip) => !clip.disabled),
  }))
  if (tracks.some(({ clips }) => clips.length > 0)) {
    return { from: 'arrangement', tracks, endBeat: set.endBeat }
  }
  return sessionTimeline(set)
}
