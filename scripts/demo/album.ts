import type { DraftClip, DraftSet } from '@segue/media/als/draftSet'
import { song } from './song.ts'

/** A short piece of the demo album: a part of the demo song in a tempo and a key of its own. */
interface Piece {
  title: string
  bpm: number
  semitones: number
  /** Beats of the song. */
  part: readonly [number, number]
}

const drums = new Set(['Kick', 'Snare and Clap', 'Hats', 'Riser'])

const transposed = (clip: DraftClip, semitones: number): DraftClip =>
  'notes' in clip
    ? { ...clip, notes: clip.notes.map((note) => ({ ...note, key: note.key + semitones })) }
    : clip

/** The demo album, in the order of its tracks. */
export const album: readonly Piece[] = [
  { title: 'Harbour', bpm: 124, semitones: 0, part: [16, 23] },
  { title: 'Low Tide', bpm: 98, semitones: -4, part: [32, 37] },
  { title: 'Night Ferry', bpm: 136, semitones: 3, part: [20, 27] },
]

/** The set of one piece. */
export const pieceSet = ({ bpm, semitones }: Piece): DraftSet => ({
  ...song,
  bpm,
  tracks: song.tracks.map((track) =>
    drums.has(track.name)
      ? track
      : { ...track, clips: track.clips?.map((clip) => transposed(clip, semitones)) ?? [] },
  ),
})
