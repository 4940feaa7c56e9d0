import type { LiveTrack, SampleZone } from '@segue/media/als/liveSet'
import { balance } from './bus.ts'
import type { Stretch } from './soundLibrary.ts'
import type { PlanContext, ScheduledVoice, TimedNote } from './trackPlan.ts'
import { BufferVoice } from './voices/buffer.ts'

/** Layers that one note may play. */
const maxLayers = 4
/** Notes of a sampler fade when let go; pads ring. */
const releaseSec = 0.06

interface Loaded {
  zone: SampleZone
  sound: Stretch
  /** Render frames per frame of the file, for positions that the set counts in its own rate. */
  scale: number
}

async function load(track: LiveTrack, notes: readonly TimedNote[], context: PlanContext): Promise<Loaded[]> {
  const keys = new Set(notes.map((note) => note.key))
  const loaded: Loaded[] = []
  for (const zone of track.zones) {
    const media = context.set.media[zone.media]
    const wanted = [...keys].some((key) => key >= zone.keyLow && key <= zone.keyHigh)
    if (!media || media.path === null || !wanted) continue
    const sound = await context.library.whole(media.path)
    if (sound) loaded.push({ zone, sound, scale: media.sampleRate > 0 ? context.rate / media.sampleRate : 1 })
  }
  return loaded
}

const hits = ({ zone }: Loaded, note: TimedNote) =>
  note.key >= zone.keyLow &&
  note.key <= zone.keyHigh &&
  note.velocity >= zone.velocityLow &&
  note.velocity <= zone.velocityHigh

/** Voices for every note that a sample of the track's samplers can play, and the notes that none can. */
export async function sampleVoices(
  track: LiveTrack,
  notes: readonly TimedNote[],
  context: PlanContext,
): Promise<{ voices: ScheduledVoice[]; unheard: TimedNote[]; files: number }> {
  const loaded = await load(track, notes, context)
  const voices: ScheduledVoice[] = []
  const unheard: TimedNote[] = []
  const lastOfGroup = new Map<number, BufferVoice[]>()
  for (const note of [...notes].sort((a, b) => a.start - b.start)) {
    const layers = loaded.filter((layer) => hits(layer, note)).slice(0, maxLayers)
    if (layers.length === 0) unheard.push(note)
    for (const layer of layers) {
      const voice = sampleVoice(layer, note, context.rate)
      const { choke } = layer.zone
      if (choke > 0) {
        for (const other of lastOfGroup.get(choke) ?? []) other.choke(note.start)
        lastOfGroup.set(choke, [voice])
      }
      voices.push({ start: note.start, create: () => voice })
    }
  }
  return { voices, unheard, files: new Set(loaded.map(({ zone }) => zone.media)).size }
}

function sampleVoice({ zone, sound, scale }: Loaded, note: TimedNote, rate: number): BufferVoice {
  const [left, right] = balance(zone.pan)
  const gain = zone.gain * (0.25 + 0.75 * note.level)
  const to = zone.endFrame > zone.startFrame ? zone.endFrame * scale : sound.left.length
  return new BufferVoice(
    {
      left: sound.left,
      right: sound.right,
      start: note.start,
      speed: 2 ** ((note.key - zone.root) / 12),
      gainLeft: gain * left,
      gainRight: gain * right,
      from: Math.min(zone.startFrame * scale, sound.left.length),
      to: Math.min(sound.left.length, Math.ceil(to) + 1),
      end: zone.oneShot ? Infinity : note.end,
      release: releaseSec,
    },
    rate,
  )
}
