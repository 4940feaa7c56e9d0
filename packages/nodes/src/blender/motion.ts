import { type Channels, readChannels } from '@segue/media/channels/file'
import { type Clock, clockOf } from '@segue/media/looks/clock'
import { formatOf, type LookOptions } from '@segue/media/looks/look'
import { lookOf } from '@segue/media/looks/looks'
import { evaluate, type MappingRow } from '@segue/media/looks/mapping'
import { dusk, type Palette } from '@segue/media/looks/palette'
import { retime } from '@segue/media/looks/retime'
import { roundOf } from '@segue/media/looks/round'
import { parseFps } from '@segue/media/time/fps'
import { type ArtifactRef, type Fps, type MediaMeta, type SceneSpec, trackName } from '@segue/protocol'
import type { Use } from '../defineNode.ts'
import { identityOfLook } from './closure.ts'
import { type LookChoice, lookOptions } from './look.ts'

/** The scene that is moved, as far as its motion depends on it. */
export interface Subject {
  /** Null for a person's own scene. */
  look: string | null
  options: LookOptions
  width: number
  height: number
  startFrame: number
  /** What the scene is called without Segue's curves. */
  base: string
}

/** A look that is built anew. */
export function builtLook(
  params: LookChoice,
  cover: Palette | undefined,
): { spec: SceneSpec; subject: Subject } {
  const options = lookOptions(params, cover)
  const spec = lookOf(params.look).scene(options)
  const { look } = params
  return { spec, subject: { look, options, ...spec.size, startFrame: 1, base: identityOfLook(spec) } }
}

/** What is known of a look that stands still. */
export const lookMeta = (spec: SceneSpec, { palette }: Pick<LookOptions, 'palette'>): MediaMeta => ({
  ...spec.size,
  identity: identityOfLook(spec),
  ...(palette === dusk ? {} : { palette }),
})

/** A scene that is there already, by what is known of it. */
export function givenScene(
  scene: ArtifactRef,
  facts: Pick<Subject, 'look' | 'width' | 'height' | 'base'> & { frameStart: number },
  { seed, cover }: { seed: number; cover: Palette | undefined },
): Subject {
  const { look, width, height, base, frameStart: startFrame } = facts
  const built = scene.meta.palette ?? dusk
  // what is built keeps the colour of its sky, or the water would end in a seam
  const palette = cover ? { ...cover, ground: built.ground } : built
  const options = { format: formatOf(width, height), seed, palette }
  return { look, options, width, height, startFrame, base }
}

/** Curves at the film's frame rate, with their musical time. */
export interface Heard {
  curves: Channels
  clock: Clock
  fps: Fps
  durationSec: number
  /** What moves ends as it begins. */
  loop: boolean
}

/** Reads curves for a film. `fps` empty: as the curves. */
export async function hear(
  channels: ArtifactRef,
  { fps, loop, path }: { fps: string | number; loop: boolean } & Pick<Use, 'path'>,
): Promise<Heard> {
  const { meta, name } = channels
  const read = await readChannels(await path(channels), name)
  const rate = String(fps).trim() === '' ? read.rate : parseFps(fps)
  const curves = retime(read, rate)
  const durationSec = meta.durationSec ?? (curves.samples * rate.den) / rate.num
  return { curves, clock: clockOf(meta, durationSec), fps: rate, durationSec, loop }
}

const propertyOf = (curve: string): string => trackName('SEGUE', `["${curve}"]`, -1)

/**
 * Curves as animated values. A look is moved by its own table, a person's scene by every curve as a property of the
 * object SEGUE; rows of a mapping replace either.
 */
export async function tracksFor(
  { look, options }: Pick<Subject, 'look' | 'options'>,
  heard: Heard,
  mapping: readonly MappingRow[],
): Promise<Channels> {
  const round = heard.loop ? roundOf(heard.curves, heard.clock) : null
  const { curves, clock } = round ?? heard
  const own = () => new Map([...curves.planes].map(([name, plane]) => [propertyOf(name), plane]))
  const tracks = look ? await lookOf(look).motion(curves, clock, options) : { ...curves, planes: own() }
  const rows = await evaluate(mapping, curves, clock)
  const all = { ...tracks, planes: new Map([...tracks.planes, ...rows]) }
  return round?.turnOf(all) ?? all
}

/** What is known of a moved scene. `tracks` are stored. */
export function movedMeta(
  { look, options, width, height, startFrame, base }: Subject,
  { curves, fps, durationSec }: Heard,
  { channels, tracks }: { channels: ArtifactRef; tracks: Pick<ArtifactRef, 'artifactId' | 'bytes'> },
): MediaMeta {
  // who measured the curves stands in the remarks; a stand-in's scene is one that the stand-in made
  const known: MediaMeta = Object.fromEntries(
    (['bpm', 'tempoMap', 'meter', 'locators', 'offsetSec', 'remarks'] as const)
      .filter((key) => channels.meta[key] !== undefined)
      .map((key) => [key, channels.meta[key]]),
  )
  const { artifactId, bytes } = tracks
  return {
    ...known,
    ...(look && options.palette !== dusk ? { palette: options.palette } : {}),
    fps,
    frames: curves.samples,
    durationSec,
    motion: { base, tracks: { artifactId, bytes }, startFrame },
    width,
    height,
  }
}
