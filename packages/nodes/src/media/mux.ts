import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { encodeFilm, type FilmProgress } from '@segue/media/film/film'
import { type ArtifactRef, fail, type MediaMeta, SequenceManifest } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port, type Use } from '../defineNode.ts'

const previews = 12

/** The frames of a sequence in order, as local paths. */
async function* framePaths(manifest: SequenceManifest, use: Use) {
  for (const [index, frame] of manifest.frames.entries())
    yield await use.path({ ...frame, mime: manifest.mime, name: `frame ${index + 1}`, meta: {} })
}

async function readManifest(frames: ArtifactRef, use: Use): Promise<SequenceManifest> {
  const text = await readFile(await use.path(frames), 'utf8')
  const manifest = SequenceManifest.safeParse(JSON.parse(text))
  if (manifest.success) return manifest.data
  throw fail({
    code: 'sequence.damaged',
    message: `“${frames.name}” is not a list of frames.`,
    hint: 'Run the step that makes the frames again.',
    kind: 'input',
    port: 'frames',
  })
}

function rateOf(frames: ArtifactRef) {
  if (frames.meta.fps) return frames.meta.fps
  throw fail({
    code: 'sequence.no_rate',
    message: 'These frames do not say how many of them make a second.',
    hint: 'Set the frame rate in the step that makes the frames.',
    kind: 'input',
    port: 'frames',
  })
}

/** Musical time and where things came from, as the film passes them on. */
function inherited(frames: ArtifactRef, sound: ArtifactRef | undefined): MediaMeta {
  const { bpm, tempoMap, meter, locators, offsetSec } = { ...frames.meta, ...sound?.meta }
  const standIn = frames.meta.standIn ?? sound?.meta.standIn
  const remarks = [...new Set([...(sound?.meta.remarks ?? []), ...(frames.meta.remarks ?? [])])]
  const known = Object.entries({ bpm, tempoMap, meter, locators, offsetSec, standIn, remarks })
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}

/** A film without a title is called as its sound. */
const nameOf = (sound: ArtifactRef | undefined): string =>
  sound === undefined ? 'film' : basename(sound.name, extname(sound.name)) || 'film'

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
        ...facts.sound,
        remarks: [...remarks, ...facts.remarks],
      },
    })
    return { video }
  },
})
