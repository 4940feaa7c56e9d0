import { basename, extname, join } from 'node:path'
import { chapterText } from '@segue/media/als/chapters'
import type { FilmProgress } from '@segue/media/film/film'
import { readFrame } from '@segue/media/film/frame'
import { formats } from '@segue/media/looks/look'
import { dusk } from '@segue/media/looks/palette'
import { parseFps } from '@segue/media/time/fps'
import { writeWaveFilm } from '@segue/media/wave/film'
import { z } from 'zod'
import { paletteOf } from '../blender/look.ts'
import { defineNode, port } from '../defineNode.ts'
import { fpsParam } from '../params.ts'
import { inherited } from './frames.ts'

const previews = 12
const shortSides = { draft: 360, final: 1080 }

const Chapters = z.array(z.object({ name: z.string(), sec: z.number().min(0) })).catch([])

/** A mix, a podcast or any sound as a film of its own waveform. */
export const waveform = defineNode({
  id: 'media.waveform',
  version: 1,
  title: 'Waveform film',
  summary: 'Makes a film of a sound: its waveform runs past, with title, cover art and chapters.',
  category: 'film',
  keywords: ['podcast', 'mix', 'dj set', 'audiogram', 'visualiser', 'sound', 'bars', 'video', 'youtube'],
  params: z.strictObject({
    title: z.string().max(200).default('').meta({ title: 'Title' }),
    artist: z.string().max(200).default('').meta({ title: 'Artist' }),
    format: z.enum(formats).default('16:9').meta({ title: 'Format' }),
    quality: z
      .enum(['draft', 'final'])
      .default('final')
      .meta({ title: 'Quality', description: 'Draft is 360 lines, final 1080.' }),
    fps: fpsParam,
    seconds: z
      .number()
      .min(0)
      .max(86_400)
      .default(0)
      .meta({ title: 'Longest length', description: '0 = the whole sound.', unit: 's' }),
    short: z
      .number()
      .int()
      .min(0)
      .max(4320)
      .multipleOf(2)
      .default(0)
      .meta({ title: 'Short side', description: '0 = from the quality.', unit: 'px' }),
  }),
  inputs: {
    sound: port.audio('Sound', { help: 'Goes into the film once, from the file itself.' }),
    cover: port.image('Cover art', { required: false, help: 'Stands beside the waveform and colours it.' }),
    chapters: port.json('Chapters', {
      required: false,
      help: 'Names and seconds. Empty takes the locators that the sound knows.',
    }),
  },
  outputs: { video: port.video('Film'), chapters: port.text('Chapters') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',
  inline: ['title', 'artist', 'format', 'quality'],

  async run({ params, inputs, use, signal, progress }) {
    const { sound, cover } = inputs
    const { quality, format } = params
    const palette = cover ? await paletteOf(cover, use, signal) : dusk
    const art = cover ? await readFrame(await use.path(cover), cover.name) : null
    let every = 1
    const onProgress = async ({ done, total, picture }: FilmProgress) => {
      every = Math.max(1, Math.ceil(total / previews))
      const preview =
        done % every === 1 || every === 1
          ? await use.save(await picture(), { mime: 'image/jpeg', name: `frame ${done}.jpg` })
          : undefined
      progress(done / total, `Frame ${done} of ${total}`, preview)
    }
    const fps = parseFps(params.fps)
    const out = join(use.workDir, 'film.mp4')
    const chapters = Chapters.parse(inputs.chapters ?? sound.meta.locators ?? [])
    progress(null, 'Listening')
    const facts = await writeWaveFilm({
      sound: { path: await use.path(sound), name: sound.name },
      ...{ art, palette, format, fps, quality, out, signal, onProgress },
      chapters,
      short: params.short || shortSides[quality],
      mostSec: params.seconds || Number.POSITIVE_INFINITY,
      overlay: {
        title: params.title,
        artist: params.artist,
        progressLine: true,
        accent: palette.warm,
        fadeInSec: 0,
        fadeOutSec: 0,
      },
    })
    const { durationSec, width, height, frames } = facts
    const known = inherited(sound, undefined)
    const video = await use.save(out, {
      mime: 'video/mp4',
      name: `${params.title.trim() || basename(sound.name, extname(sound.name)) || 'film'}.mp4`,
      meta: {
        ...known,
        ...{ durationSec, width, height, frames, fps },
        ...(cover ? { palette } : {}),
        codec: 'h264+aac',
        colourSpace: 'bt709',
        bitDepth: 8,
        alpha: 'none',
        ...facts.sound,
        remarks: [...(known.remarks ?? []), ...facts.remarks],
      },
    })
    const played = chapters.filter(({ sec }) => sec < durationSec).map((chapter) => ({ ...chapter, beat: 0 }))
    return { video, chapters: played.length === 0 ? '' : chapterText(played, params.title.trim() || 'Start') }
  },
})
