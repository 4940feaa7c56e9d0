import { writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { posterOf } from '@segue/media/film/still'
import { parseTime, resolveTime } from '@segue/media/time/input'
import { timelineOf } from '@segue/media/time/timeline'
import type { MediaMeta } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { timeParam } from '../params.ts'

/** Where a film is looked at when nobody says: late enough to show something, early enough to give nothing away. */
const goodMoment = 0.4

function secOf(at: string, meta: MediaMeta): number {
  if (at.trim() === '') return (meta.durationSec ?? 0) * goodMoment
  const { fps } = meta
  return resolveTime(parseTime(at), { timeline: timelineOf(meta), ...(fps && { fps }) })
}

/** One picture of a film: its poster, or a thumbnail. */
export const still = defineNode({
  id: 'media.still',
  version: 1,
  title: 'Picture of film',
  summary: 'Takes one picture out of a film, as a poster or a thumbnail.',
  category: 'film',
  keywords: ['poster', 'thumbnail', 'frame', 'jpeg', 'cover', 'preview', 'screenshot', 'still'],
  params: z.strictObject({
    at: timeParam('At', 'Which moment; empty is a little before the middle.'),
    width: z
      .number()
      .int()
      .min(16)
      .max(7680)
      .default(1920)
      .meta({ title: 'Widest', description: 'A smaller film is not enlarged.', unit: 'px' }),
  }),
  inputs: { video: port.video('Film') },
  outputs: { image: port.image('Picture') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  inline: ['at', 'width'],

  async run({ params, inputs, use }) {
    const { name, meta } = inputs.video
    const atSec = secOf(params.at, meta)
    const { bytes, mime, width, height } = await posterOf(await use.path(inputs.video), {
      atSec,
      maxWidth: params.width,
    })
    const out = join(use.workDir, 'still.jpg')
    await writeFile(out, bytes)
    const { standIn } = meta
    const image = await use.save(out, {
      mime,
      name: `${name.slice(0, name.length - extname(name).length)}.jpg`,
      meta: { width, height, ...(standIn ? { standIn } : {}) },
    })
    return { image }
  },
})
