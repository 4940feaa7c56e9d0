import type { OscValue } from '@segue/osc'
import { facts } from './facts.ts'
import { bool, float, int, none, PyError, text } from './python.ts'
import { Thing } from './thing.ts'

export interface SimulatedNote {
  pitch: number
  start: number
  duration: number
  velocity: number
  mute: boolean
}
export interface SimulatedClip {
  thing: Thing
  notes: SimulatedNote[]
}
export interface SimulatedSlot {
  thing: Thing
  clip: SimulatedClip | null
}
export interface SimulatedDevice {
  thing: Thing
  parameters: Thing[]
}
export interface SimulatedTrack {
  thing: Thing
  /** `volume` and `panning`. */
  mixer: Thing
  /** `value` of each. */
  sends: Thing[]
  slots: SimulatedSlot[]
  devices: SimulatedDevice[]
  arrangement: SimulatedClip[]
  /** The group it is in. */
  group: SimulatedTrack | null
}
export type TrackKind = 'midi' | 'audio' | 'group'

const nearest = (value: OscValue): OscValue => {
  const wanted = value.type === 'int' ? value.value : 0
  const away = (color: number) =>
    [16, 8, 0].reduce((sum, bits) => sum + Math.abs(((color >> bits) & 255) - ((wanted >> bits) & 255)), 0)
  return int(facts.palette.toSorted((one, other) => away(one) - away(other))[0] ?? 0)
}
/** Live raises instead of keeping a number that cannot be. */
export const when = (can: (value: number) => boolean) => (value: OscValue) => {
  if (value.type === 'float' && can(value.value)) return value
  throw new PyError('Invalid value. Check the parameters range with min/max')
}
export const within = (least: number, most: number) => when((value) => value >= least && value <= most)
const colored = (thing: Thing): Thing => {
  thing.keep('color', nearest)
  return thing
}
const color = int(facts.palette[0] ?? 0)

export function makeClip(midi: boolean, length: number, more: Record<string, OscValue> = {}): SimulatedClip {
  const thing = new Thing({
    name: text(''),
    color,
    color_index: int(0),
    is_midi_clip: bool(midi),
    is_audio_clip: bool(!midi),
    is_playing: bool(false),
    is_recording: bool(false),
    is_triggered: bool(false),
    looping: bool(true),
    loop_start: float(0),
    loop_end: float(length),
    start_marker: float(0),
    end_marker: float(length),
    start_time: float(0),
    muted: bool(false),
    gain: float(0.4),
    pitch_coarse: int(0),
    warping: bool(true),
    file_path: text(''),
    ...more,
  })
  thing.compute('length', () => float(thing.number('loop_end') - thing.number('loop_start')))
  thing.keep(
    'loop_start',
    when((start) => start < thing.number('loop_end')),
  )
  thing.keep(
    'loop_end',
    when((end) => end > thing.number('loop_start')),
  )
  // Live answers None, through a RuntimeError, for what only clips of the other kind have.
  if (midi) thing.lack('gain', 'pitch_coarse', 'warping', 'file_path')
  return { thing: colored(thing), notes: [] }
}

export const makeSlot = (): SimulatedSlot => {
  const slot: SimulatedSlot = {
    thing: new Thing({
      is_playing: bool(false),
      is_triggered: bool(false),
      playing_status: int(0),
      has_stop_button: bool(true),
      is_group_slot: bool(false),
      controls_other_clips: bool(false),
      will_record_on_start: bool(false),
    }),
    clip: null,
  }
  slot.thing.compute('has_clip', () => bool(slot.clip !== null))
  return slot
}

export function makeTrack(kind: TrackKind, scenes: number, returns: number): SimulatedTrack {
  const thing = new Thing({
    name: text(''),
    color,
    color_index: int(0),
    mute: bool(false),
    solo: bool(false),
    arm: bool(false),
    current_monitoring_state: int(1),
    fold_state: int(0),
    can_be_armed: bool(kind !== 'group'),
    is_foldable: bool(kind === 'group'),
    is_visible: bool(true),
    has_midi_input: bool(kind === 'midi'),
    has_audio_input: bool(kind === 'audio'),
    has_midi_output: bool(false),
    has_audio_output: bool(true),
    playing_slot_index: int(-1),
    fired_slot_index: int(-1),
    input_routing_type: text(facts.inputs[0] ?? ''),
    input_routing_channel: text(facts.channels[0] ?? ''),
    output_routing_type: text('Main'),
    output_routing_channel: text(facts.channels[0] ?? ''),
  })
  if (kind === 'group') thing.lack('arm', 'current_monitoring_state')
  if (kind !== 'group') thing.lack('fold_state')
  const mixer = new Thing({ volume: float(0.85), panning: float(0) })
  mixer.keep('volume', within(0, 1))
  mixer.keep('panning', within(-1, 1))
  const track: SimulatedTrack = {
    thing: colored(thing),
    mixer,
    sends: Array.from({ length: returns }, makeSend),
    slots: Array.from({ length: scenes }, makeSlot),
    devices: [],
    arrangement: [],
    group: null,
  }
  thing.compute('is_grouped', () => bool(track.group !== null))
  return track
}

export const makeSend = (): Thing => {
  const send = new Thing({ value: float(0) })
  send.keep('value', within(0, 1))
  return send
}

export const makeScene = (): Thing =>
  colored(
    new Thing({
      name: text(''),
      color,
      color_index: int(0),
      tempo: float(-1),
      tempo_enabled: bool(false),
      is_triggered: bool(false),
      time_signature_numerator: int(4),
      time_signature_denominator: int(4),
      time_signature_enabled: bool(false),
    }),
  )

/** A device with its switch and these parameters, each with its least and most. */
export function makeDevice(
  name: string,
  className: string,
  type: number,
  parameters: readonly (readonly [name: string, least: number, most: number, quantized?: boolean])[],
): SimulatedDevice {
  const all = [['Device On', 0, 1, true] as const, ...parameters]
  return {
    thing: new Thing({
      name: text(name),
      class_name: text(className),
      type: int(type),
      can_have_chains: none,
    }),
    parameters: all.map(([called, least, most, quantized = false], index) => {
      const parameter = new Thing({
        name: text(called),
        value: float(index === 0 ? 1 : least),
        min: float(least),
        max: float(most),
        is_quantized: bool(quantized),
      })
      parameter.keep('value', within(least, most))
      return parameter
    }),
  }
}
