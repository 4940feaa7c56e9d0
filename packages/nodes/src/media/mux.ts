import { basename, extname, join } from 'node:path'
import { encodeFilm, type FilmProgress } from '@segue/media/film/film'
import type { ArtifactRef } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { framePaths, inherited, rateOf, readManifest } from './frames.ts'

const previews = 12

/** A film without a title is called as its sound. */
const nameOf = (sound: ArtifactRef | undefined): string =>
  sound === undefined ? 'film' : basename(sound.name, extname(sound.name)) || 'film'

const seeThrough = ({ meta }: ArtifactRef): string[] =>
  meta.alpha === undefined || meta.alpha === 'none'
    ? []
    : ['The frames are see-through, and an MP4 is not: behind them is black.']

/** Frames and sound into one film. */
export const mux = defineNode({
  id: 'media.mux',
  version: 1,
  title: 'Make film',
  summary: 'Puts frames, sound and titles together into one MP4.',
  category: 'film',
  keywords: ['mp4', 'video', 'encode', 'h264', 'title', 'render', 'export', 'combine'],
  params: z.strictObject({
    title: z.string().max(200).default('').meta({ title: 'Title' }),
    artist: z.string().max(200).default('').meta({ title: 'Artist' }),
    quality: z
      .enum(['draft', 'final'])
      .default('final')
      .meta({ title: 'Quality', description: 'Draft makes a smaller file in less time.' }),
    progressLine: z
      .boolean()
      .default(true)
      .meta({ title: 'Progress line', description: 'A thin line that fills up as the film plays.' }),
    grain: z
      .number()
      .min(0)
      .max(0.2)
      .default(0.04)
      .meta({ title: 'Grain', description: 'Fine moving noise that keeps dark gradients smooth.' }),
    fadeIn: z.number().min(0).max(30).default(0).meta({ title: 'Fade in', unit: 's' }),
    fadeOut: z.number().min(0).max(30).default(0).meta({ title: 'Fade out', unit: 's' }),
  }),
  inputs: {
    frames: port.sequence('Frames'),
    sound: port.audio('Sound', { required: false, help: 'Goes into the film once, from the master itself.' }),
  },
  outputs: { video: port.video('Film') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',
  inline: ['title', 'artist', 'quality'],

  async run({ params, inputs, use, signal, progress }) {
    const { frames, sound } = inputs
    const manifest = await readManifest(frames, use)
    const fps = rateOf(frames)
    const every = Math.max(1, Math.ceil(manifest.frames.length / previews))
    const onProgress = async ({ done, total, picture }: FilmProgress) => {
      const preview =
        done % every === 1
          ? await use.save(await picture(), { mime: 'image/jpeg', name: `frame ${done}.jpg` })
          : undefined
      progress(done / total, `Frame ${done} of ${total}`, preview)
    }
    const out = join(use.workDir, 'film.mp4')
    const facts = await encodeFilm({
      frames: framePaths(manifest, use),
      frameCount: manifest.frames.length,
      fps,
      width: manifest.width,
      height: manifest.height,
      sound: sound === undefined ? null : { path: await use.path(sound), name: sound.name },
      out,
      overlay: {
        title: params.title,
        artist: params.artist,
        progressLine: params.progressLine,
        ...(frames.meta.palette ? { accent: frames.meta.palette.warm } : {}),
        fadeInSec: params.fadeIn,
        fadeOutSec: params.fadeOut,
      },
      grain: params.grain,
      quality: params.quality,
      signal,
      onProgress,
    })
    const { remarks = [], ...passedOn } = inherited(frames, sound)
    const video = await use.save(out, {
      mime: 'video/mp4',
      name: `${params.title.trim() || nameOf(sound)}.mp4`,
      meta: {
        ...passedOn,
        durationSec: facts.durationSec,
        width: facts.width,
        height: facts.height,
        frames: facts.frames,
        fps,
        codec: facts.sound === null ? 'h264' : 'h264+aac',
        colourSpace: 'bt709',
        bitDepth: 8,
        alpha: 'none',
        ...facts.sound,
        remarks: [...remarks, ...seeThrough(frames), ...facts.remarks],
      },
    })
    return { video }
  },
})
