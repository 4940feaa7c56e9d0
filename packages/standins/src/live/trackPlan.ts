import type { AudioClip, LiveNote, LiveSet, LiveTrack } from '@segue/media/als/liveSet'
import { beatToSec } from '@segue/media/als/tempo'
import { notesOnTimeline, type TrackTimeline } from '@segue/media/als/timeline'
import type { TrackReport } from '@segue/protocol'
import { type AudioRegion, regionsOf } from './audioRegion.ts'
import { drumVoices } from './drumVoices.ts'
import type { Strip } from './mixer.ts'
import { type Role, roleOf } from './role.ts'
import { sampleVoices } from './sampleVoices.ts'
import type { SoundLibrary } from './soundLibrary.ts'
import type { DrumName } from './voices/drums.ts'
import { KeysVoice } from './voices/keys.ts'
import { patches } from './voices/patch.ts'
import { RiserVoice } from './voices/riser.ts'
import { SynthVoice } from './voices/synth.ts'
import type { Voice, VoiceNote } from './voices/voice.ts'

/** A voice that starts at a frame; made only when its time comes. */
export interface ScheduledVoice {
  start: number
  create(): Voice
}

/** Everything that a render needs to know about one track. */
export interface TrackPlan {
  report: TrackReport
  strip: Strip
  /** What sketches it; `null` for recorded and sampled tracks. */
  role: Role | null
  voices: ScheduledVoice[]
  regions: { region: AudioRegion; path: string }[]
  /** Frames where a kick sounds. */
  kicks: number[]
}

/** What planning a track needs besides the track. */
export interface PlanContext {
  set: LiveSet
  rate: number
  library: SoundLibrary
  kit(name: DrumName): Float32Array<ArrayBuffer>
}

/** A note in frames of the render. */
export interface TimedNote extends VoiceNote {
  velocity: number
}

type Heard = Omit<TrackPlan, 'strip' | 'report'> & { heard: TrackReport['heard']; note: string }

const silent = (note: string): Heard => ({
  heard: 'silent',
  note,
  role: null,
  voices: [],
  regions: [],
  kicks: [],
})

/** Decides how a track is heard: frozen audio, then samples, then the synthesiser. */
export async function planTrack(
  { track, clips }: TrackTimeline,
  strip: Strip,
  context: PlanContext,
): Promise<TrackPlan> {
  const heard = strip.heard ? await hear({ track, clips }, context) : silent(strip.reason)
  const { heard: how, note, ...rest } = heard
  return { ...rest, strip, report: { track: track.name, heard: how, note } }
}

async function hear({ track, clips }: TrackTimeline, context: PlanContext): Promise<Heard> {
  const frozen = await recorded(track.freezeClips, context)
  if (frozen.regions.length > 0) {
    return { ...silent(`Frozen audio${frozen.note}`), heard: 'recorded', regions: frozen.regions }
  }
  const audio = clips.filter((clip) => clip.kind === 'audio')
  if (audio.length > 0) {
    const { regions, note } = await recorded(audio, context)
    if (regions.length === 0) return silent(`No file of its ${audio.length} clips is there`)
    return { ...silent(`Its own audio${note}${withoutEffects(track)}`), heard: 'recorded', regions }
  }
  const notes = clips.flatMap((clip) => (clip.kind === 'midi' ? notesOnTimeline(clip) : []))
  if (notes.length === 0) return silent('Nothing to play')
  return played(track, notes, context)
}

async function recorded(clips: readonly AudioClip[], { set, rate, library }: PlanContext) {
  const regions: TrackPlan['regions'] = []
  const missing = new Set<string>()
  for (const clip of clips) {
    const media = set.media[clip.media ?? -1]
    const path = media?.path ?? null
    if (path === null || (await library.seconds(path)) === null) missing.add(media?.name ?? clip.name)
    else for (const region of regionsOf(clip, set.tempoMap, rate)) regions.push({ region, path })
  }
  return { regions, note: missing.size > 0 ? `, without ${[...missing].slice(0, 3).join(', ')}` : '' }
}

const instruments = new Set(
  'Simpler,Sampler,Drum Rack,Impulse,Operator,Analog,Wavetable,Drift,Meld,Tension,Electric,Collision'.split(
    ',',
  ),
)
const withoutEffects = (track: LiveTrack) => {
  const effects = [
    ...track.devices.filter((name) => !instruments.has(name) && !name.endsWith(' Rack')),
    ...track.plugIns,
  ]
  return effects.length > 0 ? `, without ${[...new Set(effects)].slice(0, 3).join(', ')}` : ''
}

function timed(notes: readonly LiveNote[], { set, rate }: PlanContext): TimedNote[] {
  return notes.map(({ key, beat, beats, velocity }) => ({
    key,
    velocity,
    start: Math.round(beatToSec(set.tempoMap, beat) * rate),
    end: Math.round(beatToSec(set.tempoMap, beat + beats) * rate),
    level: (velocity / 127) ** 1.4,
  }))
}

async function played(track: LiveTrack, notes: readonly LiveNote[], context: PlanContext): Promise<Heard> {
  const list = timed(notes, context)
  const sampled = await sampleVoices(track, list, context)
  const role = roleOf(track, notes)
  if (sampled.voices.length > 0) {
    const rest = role === 'drums' ? drumVoices(track, sampled.unheard, context) : { voices: [], kicks: [] }
    const voices = [...sampled.voices, ...rest.voices].sort((a, b) => a.start - b.start)
    const gaps = sampled.unheard.length > 0 ? `, ${sampled.unheard.length} notes without their sample` : ''
    const note = `${sampled.files} samples${gaps}${withoutEffects(track)}`
    return { ...silent(note), heard: 'sampled', voices, kicks: rest.kicks }
  }
  const instrument = track.plugIns[0] ?? track.devices.find((name) => instruments.has(name))
  const note = `Sketched as ${role}${instrument ? ` in place of ${instrument}` : ''}`
  if (role === 'drums')
    return { ...silent(note), heard: 'sketched', role, ...drumVoices(track, list, context) }
  const voices = list.map((n) => ({ start: n.start, create: () => synthVoice(role, n, context.rate) }))
  return { ...silent(note), heard: 'sketched', role, voices }
}

function synthVoice(role: Exclude<Role, 'drums'>, note: VoiceNote, rate: number): Voice {
  if (role === 'keys') return new KeysVoice(note, rate)
  if (role === 'riser') return new RiserVoice(note, rate)
  return new SynthVoice(patches[role], note, rate)
}
