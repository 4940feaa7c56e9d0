import type { LiveNote, LiveTrack } from '@segue/media/als/liveSet'
import { drumInName } from './voices/drums.ts'

/** What a sketched track plays. */
export type Role = 'drums' | 'bass' | 'sub' | 'pad' | 'stab' | 'lead' | 'pluck' | 'keys' | 'riser'

const named: readonly (readonly [RegExp, Role])[] = [
  [/riser|up ?lift|sweep|white ?noise/i, 'riser'],
  [/\bsub\b/i, 'sub'],
  [/bass|reese|cool ?808/i, 'bass'],
  [/drum|kit\b|beat|\bperc|groove|break/i, 'drums'],
  [/pad|string|choir|vox|atmo|ambient|drone/i, 'pad'],
  [/piano|keys|rhodes|wurli|\bep\b|organ|\bpno\b/i, 'keys'],
  [/pluck|arp|bell|mallet|marimba|harp|guitar|kalimba|seq/i, 'pluck'],
  [/chord|stab|brass|horn/i, 'stab'],
  [/lead|melod|hook|solo|flute|synth|theme/i, 'lead'],
]

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 60

/** How many notes sound together, on average over note starts. */
function together(notes: readonly LiveNote[]): number {
  const starts = new Set(notes.map((note) => note.beat.toFixed(2)))
  return notes.length / Math.max(1, starts.size)
}

/** Chooses the sound of a track that has no recording: by its name, then its devices, then its notes. */
export function roleOf(track: LiveTrack, notes: readonly LiveNote[]): Role {
  if (track.devices.includes('Drum Rack') || track.devices.includes('Impulse')) return 'drums'
  const spoken = named.find(([pattern]) => pattern.test(track.name))?.[1]
  if (spoken) return spoken
  if (drumInName(track.name)) return 'drums'
  const length = median(notes.map((note) => note.beats))
  const key = median(notes.map((note) => note.key))
  if (together(notes) >= 2.2) return length >= 1 ? 'pad' : 'stab'
  if (key < 47) return 'bass'
  return length <= 0.3 ? 'pluck' : 'lead'
}
