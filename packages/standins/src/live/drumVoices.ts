import type { LiveTrack } from '@segue/media/als/liveSet'
import { balance } from './bus.ts'
import type { PlanContext, ScheduledVoice, TimedNote } from './trackPlan.ts'
import { BufferVoice } from './voices/buffer.ts'
import { type DrumName, drumForKey, drumInName } from './voices/drums.ts'

/** How loud and where each drum stands in the kit. */
const places: Record<DrumName, { gain: number; pan: number }> = {
  kick: { gain: 0.74, pan: 0 },
  snare: { gain: 0.68, pan: 0 },
  rim: { gain: 0.34, pan: -0.2 },
  clap: { gain: 0.62, pan: 0.05 },
  closedHat: { gain: 0.46, pan: 0.18 },
  openHat: { gain: 0.5, pan: 0.18 },
  lowTom: { gain: 0.5, pan: 0.35 },
  midTom: { gain: 0.5, pan: 0 },
  highTom: { gain: 0.5, pan: -0.35 },
  crash: { gain: 0.44, pan: -0.25 },
  ride: { gain: 0.32, pan: 0.35 },
  shaker: { gain: 0.28, pan: -0.3 },
  cowbell: { gain: 0.2, pan: 0.3 },
}

/** The drum of every key: by the name of its sample, of a track with one key, or by General MIDI. */
function drumsOf(track: LiveTrack, notes: readonly TimedNote[], { set }: PlanContext): Map<number, DrumName> {
  const keys = [...new Set(notes.map((note) => note.key))]
  const only = keys.length === 1 ? drumInName(track.name) : null
  return new Map(
    keys.map((key) => {
      const zone = track.zones.find((z) => key >= z.keyLow && key <= z.keyHigh)
      const spoken = drumInName(set.media[zone?.media ?? -1]?.name ?? '')
      return [key, spoken ?? only ?? drumForKey(key)]
    }),
  )
}

/** Voices of the drum kit for the notes of a track. A closed hi-hat cuts an open one. */
export function drumVoices(
  track: LiveTrack,
  notes: readonly TimedNote[],
  context: PlanContext,
): { voices: ScheduledVoice[]; kicks: number[] } {
  const drums = drumsOf(track, notes, context)
  const hits = notes
    .map((note) => ({ ...note, drum: drums.get(note.key) ?? 'rim' }))
    .sort((a, b) => a.start - b.start)
  const hats = hits.filter(({ drum }) => drum === 'closedHat' || drum === 'openHat')
  const nextHat = new Map(hats.map((hat, i) => [hat, hats[i + 1]?.start ?? Infinity]))
  const voices = hits.map((hit) => ({
    start: hit.start,
    create: () => {
      const { start, drum, level } = hit
      const { gain, pan } = places[drum]
      const [left, right] = balance(pan)
      const data = context.kit(drum)
      const end = drum === 'openHat' ? (nextHat.get(hit) ?? Infinity) : Infinity
      return new BufferVoice(
        {
          left: data,
          right: data,
          start,
          speed: 1,
          gainLeft: gain * level * left,
          gainRight: gain * level * right,
          from: 0,
          to: data.length,
          end,
          release: 0.012,
        },
        context.rate,
      )
    },
  }))
  return { voices, kicks: hits.filter(({ drum }) => drum === 'kick').map(({ start }) => start) }
}
