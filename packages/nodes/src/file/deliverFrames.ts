import { fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { readManifest } from '../media/frames.ts'
import { fileNameOf, folderNameOf, nameTokens } from './fileName.ts'
import { factsOf } from './nameFacts.ts'

const endings: Record<string, string> = { 'image/png': '.png', 'image/jpeg': '.jpg', 'image/x-exr': '.exr' }
const place = /\{frame(?::0?(\d))?\}/g

/** The name of one frame. A template without a place for its number gets one before the ending. */
function frameName(
  template: string,
  number: number,
  facts: Parameters<typeof fileNameOf>[1],
  ending: string,
): string {
  const whole = place.test(template) ? template : `${template}.{frame:04}`
  place.lastIndex = 0
  return fileNameOf(
    whole.replace(place, (_, digits: string | undefined) =>
      String(number).padStart(Number(digits ?? 1), '0'),
    ),
    facts,
    ending,
  )
}

/** Puts frames where other programs read them, and keeps that folder as the render is. */
export const deliverFrames = defineNode({
  id: 'file.deliverFrames',
  version: 1,
  title: 'Deliver frames',
  summary: 'Keeps a folder of numbered frames as the render is: only frames that changed are written again.',
  category: 'output',
  keywords: ['sequence', 'png', 'exr', 'folder', 'save', 'export', 'in place', 'numbered', 'plates', 'comp'],
  params: z.strictObject({
    folder: z
      .string()
      .max(1000)
      .default('{name}')
      .meta({
        title: 'Folder',
        description: `Other files in it stay. Empty = the output folder of the recipe. ${nameTokens}`,
        widget: 'folder',
      }),
    name: z
      .string()
      .max(300)
      .default('{name}.{frame:04}')
      .meta({ title: 'Name', description: `Places to fill: {frame:04} ${nameTokens}` }),
    start: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .default(1)
      .meta({ title: 'First frame', description: 'Its number; film and comp often begin at 1001.' }),
  }),
  inputs: {
    frames: port.sequence('Frames'),
    facts: port.json('Facts', { required: false, help: 'Title, show, shot and layer for the name.' }),
  },
  outputs: { frames: port.sequence('Frames'), folder: port.text('Folder'), report: port.json('Report') },
  effects: ['file'],
  // each frame whole or not at all, and a folder that is right already stays untouched
  repeatable: true,
  cacheable: false,
  lane: 'local',
  passThrough: { frames: 'frames' },
  size: 'wide',
  inline: ['folder', 'name', 'start'],

  async run({ params, inputs, use, progress, log }) {
    const { frames } = inputs
    const { frames: list, mime, width, height } = await readManifest(frames, use)
    if (/\{(version|run)/.test(params.name + params.folder))
      throw fail({
        code: 'frames.moving_place',
        message: 'Frames that stay in place cannot have a version or a run in their name.',
        hint: 'Use {name}, {show} or {shot}: the same render then finds its folder again.',
        kind: 'input',
      })
    const facts = factsOf({ ...frames, name: frames.name.replace(/\.frames\.json$/, '.json') }, inputs.facts)
    const ending = endings[mime] ?? ''
    const files = list.map((frame, index) => ({
      ...frame,
      name: frameName(params.name, params.start + index, facts, ending),
    }))
    const folder = folderNameOf(params.folder, facts)
    progress(null, `Keeping ${files.length} frames in place`)
    const { fps, standIn } = frames.meta
    const manifest = fileNameOf('{name}.frames', facts, '.json')
    const about = z.record(z.string(), z.json()).parse({
      kind: 'frames',
      ...{ width, height, first: params.start },
      ...(fps ? { fps } : {}),
      ...(standIn ? { standIn } : {}),
    })
    const made = await use.files.deliverSet(files, { folder, manifest, about })
    const { written, kept, removed } = made
    log(
      `${written} of ${files.length} frames written, ${kept} were there${removed ? `, ${removed} removed` : ''}.`,
    )
    return { frames, folder: made.folder, report: { frames: files.length, written, kept, removed } }
  },
})
