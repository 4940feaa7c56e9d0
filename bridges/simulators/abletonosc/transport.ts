import { facts } from './facts.ts'
import type { LiveSet } from './liveSet.ts'
import { bool, float, int } from './python.ts'
import type { SimulatedSlot, SimulatedTrack } from './things.ts'

/** Beats of a step of the launch quantisation; 0 is at once. */
const steps = [0, 32, 16, 8, 4, 2, 4 / 3, 1, 2 / 3, 0.5, 1 / 3, 0.25, 1 / 6, 0.125]

/** Fires a slot: its clip, or what stops its track where there is none. */
export function fire(set: LiveSet, track: SimulatedTrack, slot: SimulatedSlot): void {
  const { thing, slots } = track
  if (slot.clip === null) thing.put('fired_slot_index', int(-2))
  else {
    thing.put('fired_slot_index', int(slots.indexOf(slot)))
    slot.clip.thing.put('is_triggered', bool(true))
    slot.thing.put('is_triggered', bool(true))
    if (!set.song.is('is_playing')) set.song.put('is_playing', bool(true))
  }
}

/** Stops what a track plays, now. */
export function stopTrack(track: SimulatedTrack): void {
  const { thing, slots } = track
  for (const { thing: slot, clip } of slots)
    for (const one of clip === null ? [slot] : [slot, clip.thing]) {
      if (one.is('is_playing')) one.put('is_playing', bool(false))
      if (one.is('is_triggered')) one.put('is_triggered', bool(false))
    }
  thing.put('fired_slot_index', int(-1))
  if (thing.number('playing_slot_index') >= 0) thing.put('playing_slot_index', int(-2))
}

/** One tick of song time passes: the position moves and what was fired begins on its step. */
export function advance(set: LiveSet): void {
  const { song } = set
  if (!song.is('is_playing')) return
  const before = song.number('current_song_time')
  const now = before + (facts.tickMs / 60_000) * song.number('tempo')
  const step = steps[song.number('clip_trigger_quantization')] ?? 0
  // A step of none, or the very first moment, is due at once.
  const due = step === 0 || before === 0 || Math.floor(now / step) > Math.floor(before / step)
  if (due) for (const track of set.tracks) launch(track)
  song.put('current_song_time', float(now))
}

function launch(track: SimulatedTrack): void {
  const fired = track.thing.number('fired_slot_index')
  if (fired === -1) return
  stopTrack(track)
  const slot = fired >= 0 ? track.slots[fired] : undefined
  if (!slot?.clip) return
  slot.clip.thing.put('is_playing', bool(true))
  slot.thing.put('is_playing', bool(true))
  track.thing.put('playing_slot_index', int(fired))
}
