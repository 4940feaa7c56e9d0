import { extname } from 'node:path'
import { contactSheet as drawSheet } from '@segue/media/film/contactSheet'
import { type ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

const seconds = (sec: number) => `${Math.round(sec * 100) / 100} s`

/** Name, length and size, as far as they are known. */
function captionOf({ name, meta }: ArtifactRef): string {
  const { durationSec, width, height, bpm } = meta
  const facts = [
    name.slice(0, name.length - extname(name).length),
    durationSec === undefined ? '' : seconds(durationSec),
    width === undefined || height === undefined ? '' : `${width} × ${height}`,
    bpm === undefined ? '' : `${Math.round(bpm * 100) / 100} bpm`,
  ]
  return facts.filter((fact) => fact !== '').join(' · ')
}

/** Several films on one picture, to choose by. */
export const contactSheet = defineNode({
  id: 'media.contactSheet',
  version: 1,
  title: 'Contact sheet',
  summary: 'Puts moments of several films on one numbered picture, to choose by or to send around.',
  category: 'film',
  keywords: ['overview', 'grid', 'compare', 'variations', 'proof', 'thumbnails', 'choose', 'pick', 'jpeg'],
  params: z.strictObject({
    across: z
      .number()
      .int()
      .min(1)
      .max(12)
      .default(4)
      .meta({ title: 'Moments of each', description: 'From its first to its last.' }),
    width: z.number().int().min(320).max(7680).default(1920).meta({ title: 'Width', unit: 'px' }),
  }),
  inputs: { films: port.files('Films', { help: 'As many as are to be compared.' }) },
  outputs: { image: port.image('Contact sheet') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  inline: ['across', 'width'],

  async run({ params, inputs, use, signal }) {
    const { films } = inputs
    if (films.length === 0)
      throw fail({
        code: 'sheet.empty',
        message: 'There is no film to put on the sheet.',
        hint: 'Connect a list of films, such as the results of “For each”.',
        kind: 'input',
        port: 'films',
      })
    signal.throwIfAborted()
    const rows = await Promise.all(
      films.map(async (film) => ({ path: await use.path(film), caption: captionOf(film) })),
    )
    const { bytes, mime, width, height } = await drawSheet(rows, params)
    const standIn = films.find(({ meta }) => meta.standIn)?.meta.standIn
    const meta = { width, height, ...(standIn ? { standIn } : {}) }
    return { image: await use.save(bytes, { mime, name: 'contact sheet.jpg', meta }) }
  },
})
