import { basename, extname } from 'node:path'
import type { Size } from '@segue/media/encode/fit'
import { picturesOfFilm, picturesOfFrames, type TimedPicture } from '@segue/media/encode/pictures'
import { probeFilm } from '@segue/media/film/probe'
import { type ArtifactRef, type Fps, fail, type MediaMeta } from '@segue/protocol'
import type { Use } from '../defineNode.ts'
import { framePaths, inherited, rateOf, readManifest } from './frames.ts'

/** Moving pictures that a step was given, from whichever port. */
export interface PictureSource {
  /** As they are shown. */
  size: Size
  fps: Fps
  /** How many there are. */
  frames: number
  pictures: () => AsyncGenerator<TimedPicture>
  /** False when they are known to be opaque. */
  maybeSeeThrough: boolean
  sound: { path: string; name: string } | null
  /** What the result is called, without its ending. */
  name: string
  /** Musical time, remarks and stand-ins, for whatever is made of them. */
  meta: MediaMeta
}

interface Inputs {
  film: ArtifactRef | undefined
  frames: ArtifactRef | undefined
  sound?: ArtifactRef | undefined
}

/** `shot.frames.json` is the frames of shot. */
const stemOf = ({ name }: ArtifactRef) => basename(name, extname(name)).replace(/\.frames$/, '') || 'film'

async function fromFilm(film: ArtifactRef, sound: ArtifactRef | undefined, use: Use): Promise<PictureSource> {
  const path = await use.path(film)
  const { name } = film
  const { video, sound: own } = await probeFilm(path, { name })
  return {
    size: { width: video.width, height: video.height },
    fps: film.meta.fps ?? video.fps ?? rateOf(film),
    frames: video.frames,
    pictures: () => picturesOfFilm(path, name),
    maybeSeeThrough: false,
    sound: sound ? { path: await use.path(sound), name: sound.name } : own && { path, name },
    name: stemOf(film),
    meta: inherited(film, sound),
  }
}

async function fromFrames(
  frames: ArtifactRef,
  sound: ArtifactRef | undefined,
  use: Use,
): Promise<PictureSource> {
  const manifest = await readManifest(frames, use)
  const { width, height } = manifest
  const fps = rateOf(frames)
  const count = manifest.frames.length
  return {
    size: { width, height },
    fps,
    frames: count,
    pictures: () => picturesOfFrames(framePaths(manifest, use), count, fps),
    maybeSeeThrough: frames.meta.alpha !== 'none',
    sound: sound ? { path: await use.path(sound), name: sound.name } : null,
    name: stemOf(sound ?? frames),
    meta: inherited(frames, sound),
  }
}

/** Opens a film or frames. Fails with `source.none`, `source.both`, `sequence.*` or `video.unreadable`. */
export async function openSource({ film, frames, sound }: Inputs, use: Use): Promise<PictureSource> {
  if (film && !frames) return fromFilm(film, sound, use)
  if (frames && !film) return fromFrames(frames, sound, use)
  throw fail({
    code: film ? 'source.both' : 'source.none',
    message: film ? 'Both a film and frames are connected.' : 'Neither a film nor frames are connected.',
    hint: 'Connect one of the two.',
    kind: 'input',
    port: 'film',
  })
}
