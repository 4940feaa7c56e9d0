import { extname } from 'node:path'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { fileNameOf, folderNameOf, nameTokens } from './fileName.ts'
import { factsOf } from './nameFacts.ts'

const extensions: Record<string, string> = {
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
  'audio/wav': '.wav',
  'audio/mp4': '.m4a',
  'audio/midi': '.mid',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/x-exr': '.exr',
  'text/plain': '.txt',
  'application/json': '.json',
  'application/x-blender': '.blend',
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
    folder: z.string().max(1000).default('').meta({
      title: 'Folder',
      description: 'Empty = the output folder of the recipe. May have the places of a name: films/{date}.',
      widget: 'folder',
    }),
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
    const facts = factsOf(file, inputs.facts)
    const name = fileNameOf(params.name, facts, extension)
    progress(null, `Writing ${name}`)
    const folder = folderNameOf(params.folder, facts)
    const path = await use.files.deliver(file, { folder, name, overwrite: params.overwrite })
    return { file, path }
  },
})
