import { join } from 'node:path'
import { type MixSource, mixDown } from '@segue/media/sound/mixDown'
import type { ArtifactRef } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

const places = ['first', 'second', 'third', 'fourth'] as const

const gain = (place: (typeof places)[number]) =>
  z
    .number()
    .min(-60)
    .max(12)
    .default(0)
    .meta({ title: `Level of the ${place}`, unit: 'dB' })

/** Stems into one sound. */
export const mix = defineNode({
  id: 'audio.mix',
  version: 1,
  title: 'Mix sounds',
  summary: 'Plays up to four sounds at once, such as the stems of a song, and makes one of them.',
  category: 'sound',
  keywords: ['stems', 'sum', 'bounce', 'combine', 'merge', 'together', 'master', 'layer', 'level'],
  params: z.strictObject({
    levelFirst: gain('first'),
    levelSecond: gain('second'),
    levelThird: gain('third'),
    levelFourth: gain('fourth'),
  }),
  inputs: {
    first: port.audio('First', { help: 'Its sample rate and place in the music are those of the result.' }),
    second: port.audio('Second', { required: false }),
    third: port.audio('Third', { required: false }),
    fourth: port.audio('Fourth', { required: false }),
  },
  outputs: { audio: port.audio('Sound') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',

  async run({ params, inputs, use, signal, progress, log }) {
    const { levelFirst, levelSecond, levelThird, levelFourth } = params
    const levels = { first: levelFirst, second: levelSecond, third: levelThird, fourth: levelFourth }
    const given = places.flatMap((place): { ref: ArtifactRef; gain: number }[] => {
      const ref = inputs[place]
      return ref === undefined ? [] : [{ ref, gain: 10 ** (levels[place] / 20) }]
    })
    const sources = await Promise.all(
      given.map(
        async ({ ref, gain }): Promise<MixSource> => ({ path: await use.path(ref), name: ref.name, gain }),
      ),
    )
    const out = join(use.workDir, 'mix.wav')
    const { loweredDb, ...facts } = await mixDown(sources, {
      out,
      signal,
      onProgress: (fraction) => progress(fraction, 'Mixing'),
    })
    const lowered = loweredDb > 0 ? [`Lowered by ${loweredDb.toFixed(1)} dB so that nothing clips.`] : []
    for (const remark of lowered) log(remark)
    const told = given.flatMap(({ ref }) => ref.meta.remarks ?? [])
    const remarks = [...new Set([...told, ...lowered])].slice(0, 200)
    const audio = await use.save(out, {
      mime: 'audio/wav',
      name: 'mix.wav',
      meta: {
        ...Object.assign({}, ...given.map(({ ref }) => ref.meta).reverse()),
        ...facts,
        codec: 'pcm-s24',
        ...(remarks.length > 0 ? { remarks } : {}),
      },
    })
    return { audio }
  },
})
