import type { Locator, MeterPoint, TempoPoint } from '@segue/protocol'

/** One note. Beats count from the start of the clip's content, not of the arrangement. */
export interface LiveNote {
  key: number
  beat: number
  beats: number
  /** 1–127. */
  velocity: number
  /** How far the velocity may differ at each play, −127 to 127. */
  velocityDeviation: number
  /** 0–127. */
  releaseVelocity: number
  /** 0–1: whether it plays at all, decided at each play. */
  probability: number
}

/** A time signature. */
export interface Meter {
  numerator: number
  denominator: number
}

/** What every clip says about where it plays. */
interface ClipPlace {
  name: string
  /** On the arrangement, beats. A session clip starts at 0. */
  start: number
  end: number
  disabled: boolean
  /** The part of the content that plays: beats, but seconds in an audio clip that is not warped. */
  loop: { on: boolean; start: number; end: number; offset: number }
  /** The clip's own, which only its grid follows. */
  meter: Meter | null
}

export interface MidiClip extends ClipPlace {
  kind: 'midi'
  notes: LiveNote[]
}

/** Where a moment of the file falls in the clip's content. Straight lines between two markers. */
export interface WarpMarker {
  sec: number
  beat: number
}

export interface AudioClip extends ClipPlace {
  kind: 'audio'
  /** Index into `LiveSet.media`; `null` when the clip names no file. */
  media: number | null
  warped: boolean
  warpMarkers: WarpMarker[]
  /** Changes of tempo change the pitch too, as on a turntable. */
  repitch: boolean
  /** Linear. */
  gain: number
  semitones: number
  /** Beats. */
  fadeIn: number
  fadeOut: number
}

export type LiveClip = MidiClip | AudioClip

/** A sample that a Simpler, Sampler or Drum Rack pad plays for a range of keys. */
export interface SampleZone {
  media: number
  keyLow: number
  keyHigh: number
  velocityLow: number
  velocityHigh: number
  /** The key that plays the sample as it is. */
  root: number
  /** Linear. */
  gain: number
  /** −1 to 1. */
  pan: number
  /** Part of the file that plays, in its own sample frames; `endFrame` 0 means to the end. */
  startFrame: number
  endFrame: number
  /** Plays to its end whatever the note's length, as drum pads do. */
  oneShot: boolean
  /** Pads of one group cut each other off; 0 for none. */
  choke: number
}

export interface LiveTrack {
  id: number
  kind: 'midi' | 'audio' | 'group' | 'return'
  name: string
  /** `#rrggbb`, or `null` where the palette of that version is unknown. */
  colour: string | null
  /** The group track this one lies in. */
  groupId: number | null
  muted: boolean
  soloed: boolean
  /** Linear. */
  volume: number
  /** −1 to 1. */
  pan: number
  /** Linear level to each return track, in their order. */
  sends: number[]
  /** Where its sound or notes come from, in Live's words: `Ext. In / 1/2`. Empty when it says nothing. */
  input: string
  /** Names of devices, racks opened up, in order. Plug-ins are in `plugIns`. */
  devices: string[]
  /** Third-party instruments and effects by name. */
  plugIns: string[]
  frozen: boolean
  /** Audio that Live rendered when the track was frozen. */
  freezeClips: AudioClip[]
  arrangement: LiveClip[]
  /** Session clips with the index of their scene. */
  session: { scene: number; clip: LiveClip }[]
  zones: SampleZone[]
}

export interface LiveScene {
  name: string
  /** When the scene changes the tempo. */
  bpm: number | null
  /** When it changes the time signature. */
  meter: Meter | null
}

/** A file that the set plays. Missing files are said, never fatal. */
export interface LiveMedia {
  name: string
  /** Where it may lie, best guess first. */
  candidates: string[]
  /** The candidate that is there. */
  path: string | null
  /** As Live noted them; 0 when it did not. */
  frames: number
  sampleRate: number
  bytes: number
}

/** Everything Segue reads from a Live Set. Times on the arrangement; beats are quarter notes from its start. */
export interface LiveSet {
  /** `12.0.5`, as the file's creator says. */
  version: string
  major: number
  bpm: number
  tempoMap: TempoPoint[]
  meter: MeterPoint[]
  locators: Locator[]
  tracks: LiveTrack[]
  /** Linear volume of the main track. */
  mainVolume: number
  scenes: LiveScene[]
  media: LiveMedia[]
  /** Where the arrangement ends or, when it is empty, the last scene; 0 for a set without clips. */
  endBeat: number
  endSec: number
  /** One sentence per thing that could not be read as Live would play it. */
  remarks: string[]
}
