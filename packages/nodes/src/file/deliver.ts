import { extname } from 'node:path'
import type { ArtifactRef, MediaMeta } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { fileNameOf, type NameFacts, nameTokens } from './fileName.ts'

const word = z.union([z.string(), z.number()])
const Facts = z
  .object({ title: z.string(), artist: z.string(), bpm: z.number(), show: word, shot: word, layer: word })
  .partial()
  .catch({})

const extensions: Record<string, string> = {
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
  'audio/wav': '.wav',
  'audio/mp4': '.m4a',
  'audio/midi': '.mid',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'application/json': '.json',
  'application/x-blender': '.blend',
}

const twoDigits = (value: number) => String(value).padStart(2, '0')
const rounded = (value: number) => Math.round(value * 1000) / 1000

/** Local date as people sort files by: 2026-03-09. */
const dateText = (date: Date) =>
  [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-')

/** Whole quarter notes that a clip lasts, when it lasts whole ones within half a frame. */
function beatsOf({ durationSec, fps }: MediaMeta, bpm: number | undefined): number | undefined {
  if (bpm === undefined || !durationSec || !fps) return undefined
  const beats = Math.round((durationSec * bpm) / 60)
  const offSec = Math.abs(durationSec - (beats * 60) / bpm)
  return beats > 0 && offSec <= (fps.den / fps.num) * 0.5 + 1e-6 ? beats : undefined
}

function factsOf({ name, meta }: ArtifactRef, extra: unknown): NameFacts {
  const given = Facts.parse(extra ?? {})
  const stem = name.slice(0, name.length - extname(name).length)
  const bpm = given.bpm ?? meta.bpm
  return {
    name: stem,
    title: given.title ?? stem,
    artist: given.artist,
    show: given.show,
    shot: given.shot,
    layer: given.layer,
    bpm: bpm === undefined ? undefined : rounded(bpm),
    beats: beatsOf(meta, bpm),
    w: meta.width,
    h: meta.height,
    fps: meta.fps === undefined ? undefined : rounded(meta.fps.num / meta.fps.den),
    frames: meta.frames,
    codec: meta.codec?.split('+')[0],
    date: dateText(new Date()),
  }
}

/** Puts a result where a person finds it. */
export const deliver = defineNode({
  id: 'file.deliver',
  version: 1,
  title: 'Deliver file',
  summary: 'Puts a result into a folder, under a name of your own.',
  category: 'output',
  keywords: ['save', 'export', 'write', 'output', 'folder', 'name'],
  params: z.strictObject({
    folder: z
      .string()
      .max(1000)
      .default('')
      .meta({ title: 'Folder', description: 'Empty = the output folder of the run.', widget: 'folder' }),
    name: z
      .string()
      .max(300)
      .default('{name}')
      .meta({ title: 'Name', description: `Places to fill: ${nameTokens}` }),
    overwrite: z
      .boolean()
      .default(false)
      .meta({ title: 'Overwrite', description: 'Off: a taken name gets a number.' }),
  }),
  inputs: {
    file: port.file('File'),
    facts: port.json('Facts', {
      required: false,
      help: 'Title, artist, tempo, show, shot and layer for the name.',
    }),
  },
  outputs: { file: port.file('File'), path: port.text('Path') },
  effects: ['file'],
  // Whole or not at all, and the same content under the same name counts as delivered.
  repeatable: true,
  cacheable: false,
  lane: 'local',
  passThrough: { file: 'file' },
  inline: ['name', 'folder'],

  async run({ params, inputs, use, progress }) {
    const { file } = inputs
    const extension = extname(file.name) || (extensions[file.mime] ?? '')
    const name = fileNameOf(params.name, factsOf(file, inputs.facts), extension)
    progress(null, `Writing ${name}`)
    const path = await use.files.deliver(file, { folder: params.folder, name, overwrite: params.overwrite })
    return { file, path }
  },
})
