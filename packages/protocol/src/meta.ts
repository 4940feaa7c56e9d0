import { z } from 'zod'

/** A named place in a piece of music. `beat` counts quarter notes from the start of the set. */
export const Locator = z.object({ name: z.string(), beat: z.number(), sec: z.number() })
export type Locator = z.infer<typeof Locator>

/** Tempo from `beat` on, until the next point. `sec` is where that beat falls. `ramp` = linear to the next. */
export const TempoPoint = z.object({
  beat: z.number(),
  sec: z.number(),
  bpm: z.number().positive(),
  ramp: z.boolean().default(false),
})
export type TempoPoint = z.infer<typeof TempoPoint>

/** Time signature from `beat` on. */
export const MeterPoint = z.object({
  beat: z.number(),
  numerator: z.number().int().positive(),
  denominator: z.number().int().positive(),
})
export type MeterPoint = z.infer<typeof MeterPoint>

/** A frame rate as a fraction, so that 23.976 stays 24000/1001. Frames per second = num / den. */
export const Fps = z.object({ num: z.number().int().positive(), den: z.number().int().positive() })
export type Fps = z.infer<typeof Fps>

const Colour = z.tuple([z.number(), z.number(), z.number()])

/** The colours of a look, linear RGB: night, water, and the three that shine. */
export const LookPalette = z.object({
  ground: Colour,
  deep: Colour,
  warm: Colour,
  sun: Colour,
  cool: Colour,
  pale: Colour,
})
export type LookPalette = z.infer<typeof LookPalette>

/** What moves a scene: the curves that were written into it, and what it was before. */
export const SceneMotion = z.object({
  /** Names the scene without these curves: the same for the same scene, however often it is saved. */
  base: z.string().max(100),
  /** The stored tracks file, see `trackName`. Its first sample belongs to `startFrame`. */
  tracks: z.object({
    artifactId: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().nonnegative(),
  }),
  startFrame: z.number().int(),
})
export type SceneMotion = z.infer<typeof SceneMotion>

/**
 * Facts that travel with media, so that time never gets lost between applications. All optional: a node states
 * what it knows. Times are seconds, tempo is quarter notes per minute.
 */
export const MediaMeta = z.object({
  durationSec: z.number().nonnegative().optional(),
  sampleRate: z.number().int().positive().optional(),
  channels: z.number().int().positive().optional(),
  codec: z.string().optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  fps: Fps.optional(),
  frames: z.number().int().nonnegative().optional(),
  bpm: z.number().positive().optional(),
  tempoMap: z.array(TempoPoint).max(10_000).optional(),
  meter: z.array(MeterPoint).max(10_000).optional(),
  locators: z.array(Locator).max(10_000).optional(),
  /** Where this media starts on the timeline of the set, in seconds. */
  offsetSec: z.number().optional(),
  colourSpace: z.enum(['bt709', 'srgb', 'linear']).optional(),
  alpha: z.enum(['none', 'straight', 'premultiplied']).optional(),
  /** Bits per colour channel of a picture. */
  bitDepth: z.number().int().positive().optional(),
  /** Colours that a scene was built in when they are not the look's own. */
  palette: LookPalette.optional(),
  /** Names a scene where its bytes do not: saved twice, a .blend differs. Includes the files it links. */
  identity: z.string().max(100).optional(),
  motion: SceneMotion.optional(),
  /** Set when a built-in stand-in made this instead of the application. */
  standIn: z.enum(['live', 'td', 'blender']).optional(),
  /** One sentence per thing a person should know, e.g. `sketch sound: 3 plug-ins silent`. */
  remarks: z.array(z.string()).max(200).optional(),
  /** Channel names of a channels file, in order. */
  channelNames: z.array(z.string()).max(1000).optional(),
})
export type MediaMeta = z.infer<typeof MediaMeta>
