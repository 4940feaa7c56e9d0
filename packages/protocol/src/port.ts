import { z } from 'zod'
import { ArtifactRef } from './artifact.ts'

/** Every kind of thing that can travel on an edge. */
export const PortTypeName = z.enum([
  'audio',
  'video',
  'image',
  'sequence',
  'channels',
  'midi',
  'scene',
  'number',
  'text',
  'boolean',
  'json',
  'file',
  'event',
])
export type PortTypeName = z.infer<typeof PortTypeName>

/** A port type is a name or a list of one: `audio`, `list<audio>`. */
export const PortType = z.union([PortTypeName, z.templateLiteral(['list<', PortTypeName, '>'])])
export type PortType = z.infer<typeof PortType>

/** What a person called an `event` carries. `at` is epoch milliseconds. */
export const EventValue = z.object({ topic: z.string(), at: z.number(), data: z.json() })

type PortShape =
  | 'rounded-square'
  | 'notched-square'
  | 'square'
  | 'stacked-square'
  | 'diamond'
  | 'pentagon'
  | 'hexagon'
  | 'circle'
  | 'half-circle'
  | 'bar-circle'
  | 'brace-circle'
  | 'tab'
  | 'triangle'

interface PortTypeFacts {
  label: string
  /** sRGB hex; distances are computed for colour-vision deficiencies, so shape always comes with it. */
  colour: string
  shape: PortShape
  /** Line width on the canvas, px. */
  wire: number
  value: z.ZodType
  /** Mime types this port accepts when it carries an artifact; a trailing `/` means any subtype. */
  mimes: readonly string[]
}

const media = (mimes: readonly string[]) => ({ value: ArtifactRef as z.ZodType, mimes })
const plain = (value: z.ZodType) => ({ value, mimes: [] })

/** The one table of port types: schema, colour, shape, wire. */
export const portTypes: Record<PortTypeName, PortTypeFacts> = {
  audio: { label: 'Audio', colour: '#FFC340', shape: 'rounded-square', wire: 2.5, ...media(['audio/']) },
  video: { label: 'Video', colour: '#B161F9', shape: 'notched-square', wire: 2.5, ...media(['video/']) },
  image: { label: 'Image', colour: '#0ABBFF', shape: 'square', wire: 2, ...media(['image/']) },
  sequence: {
    label: 'Frames',
    colour: '#B161F9',
    shape: 'stacked-square',
    wire: 2.5,
    ...media(['application/vnd.segue.sequence+json']),
  },
  channels: {
    label: 'Curves',
    colour: '#2DB248',
    shape: 'diamond',
    wire: 2,
    ...media(['application/vnd.segue.channels']),
  },
  midi: { label: 'MIDI', colour: '#FF29B7', shape: 'pentagon', wire: 2, ...media(['audio/midi']) },
  scene: {
    label: 'Scene',
    colour: '#45E8FF',
    shape: 'hexagon',
    wire: 2.5,
    ...media(['application/x-blender', 'application/vnd.segue.standin-scene+json', 'model/gltf-binary']),
  },
  number: { label: 'Number', colour: '#B1BBA8', shape: 'circle', wire: 1.5, ...plain(z.number()) },
  text: {
    label: 'Text',
    colour: '#C4EDB5',
    shape: 'bar-circle',
    wire: 1.5,
    ...plain(z.string().max(60_000)),
  },
  boolean: { label: 'Yes / no', colour: '#B1BBA8', shape: 'half-circle', wire: 1.5, ...plain(z.boolean()) },
  json: { label: 'Data', colour: '#907112', shape: 'brace-circle', wire: 1.5, ...plain(z.json()) },
  file: { label: 'File', colour: '#4C867D', shape: 'tab', wire: 1.5, ...media(['']) },
  event: { label: 'Event', colour: '#FFFFFF', shape: 'triangle', wire: 1.5, ...plain(EventValue) },
}

/** The element type of a list port, or the type itself. */
export function elementOf(type: PortType): PortTypeName {
  return PortTypeName.parse(type.startsWith('list<') ? type.slice(5, -1) : type)
}

/** The zod schema of values on a port of this type. A list over 64 KiB travels as a list artifact. */
export function portValue(type: PortType): z.ZodType {
  const { value } = portTypes[elementOf(type)]
  return type.startsWith('list<') ? z.array(value).max(10_000) : value
}

const widening: Partial<Record<PortTypeName, readonly PortTypeName[]>> = {
  audio: ['file'],
  video: ['file'],
  image: ['file'],
  midi: ['file'],
  scene: ['file'],
  channels: ['file'],
  number: ['json'],
  text: ['json'],
  boolean: ['json'],
}

/** Node type that turns `from` into `to`, where one is worth offering. */
const converters: Partial<Record<PortTypeName, Partial<Record<PortTypeName, string>>>> = {
  audio: { channels: 'audio.analyze' },
  video: { audio: 'media.extractAudio' },
  sequence: { video: 'media.mux' },
  midi: { channels: 'midi.toChannels' },
  number: { text: 'text.template' },
  json: { text: 'text.template' },
  file: { audio: 'file.audio', json: 'live.readSet', scene: 'blender.scene' },
}

/** Whether an edge may join two ports. `converter` is the node type to offer when not; `null` when there is none. */
export type Compatibility = { ok: true } | { ok: false; reason: string; converter: string | null }

/** Decides whether an output of type `from` fits an input of type `to`, and says why not. */
export function compatibility(from: PortType, to: PortType): Compatibility {
  const [a, b] = [elementOf(from), elementOf(to)]
  const bothList = from.startsWith('list<') === to.startsWith('list<')
  if (bothList && (a === b || widening[a]?.includes(b))) return { ok: true }
  if (!bothList) {
    const reason = from.startsWith('list<')
      ? `This carries a list of ${portTypes[a].label.toLowerCase()}, the input takes one.`
      : `This carries one ${portTypes[a].label.toLowerCase()}, the input takes a list.`
    return { ok: false, reason, converter: null }
  }
  const reason = `${portTypes[a].label} does not fit an input for ${portTypes[b].label.toLowerCase()}.`
  return { ok: false, reason, converter: converters[a]?.[b] ?? null }
}
