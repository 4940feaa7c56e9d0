import { extname, join } from 'node:path'
import { extractSound } from '@segue/media/film/extractSound'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

/** The sound of a film, on its own. */
export const extractAudio = defineNode({
  id: 'media.extractAudio',
  version: 1,
  title: 'Take sound from film',
  summary: 'Gives the sound of a film as a file of its own.',
  category: 'sound',
  keywords: ['audio', 'extract', 'soundtrack', 'wav', 'm4a', 'aac', 'demux', 'video'],
  params: z.strictObject({
    format: z.enum(['wav', 'copy']).default('wav').meta({
      title: 'Format',
      description: 'WAV decodes to 24 bits. Copy keeps AAC as it is, without another generation of loss.',
    }),
  }),
  inputs: { video: port.video('Film') },
  outputs: { audio: port.audio('Sound') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  inline: ['format'],

  async run({ params, inputs, use, signal, progress }) {
    const { name, meta } = inputs.video
    const out = join(use.workDir, 'sound')
    const { mime, extension, facts } = await extractSound(await use.path(inputs.video), {
      out,
      as: params.format,
      name,
      signal,
      onProgress: (sec) =>
        progress(meta.durationSec ? Math.min(1, sec / meta.durationSec) : null, 'Taking the sound out'),
    })
    const { width, height, fps, frames, colourSpace, ...rest } = meta
    const audio = await use.save(out, {
      mime,
      name: `${name.slice(0, name.length - extname(name).length)}${extension}`,
      meta: {
        ...rest,
        durationSec: facts.durationSec,
        sampleRate: facts.sampleRate,
        channels: facts.channels,
        codec: mime === 'audio/wav' ? 'pcm-s24' : facts.codec,
      },
    })
    return { audio }
  },
})
