import { probeMedia } from '@segue/media/sound/probe'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

/** Facts of any media file. */
export const probe = defineNode({
  id: 'media.probe',
  version: 1,
  title: 'Inspect media',
  summary: 'Tells what a file is: length, size, frame rate, codec, sample rate, channels.',
  category: 'output',
  keywords: ['info', 'facts', 'duration', 'codec', 'resolution', 'sample rate', 'metadata', 'check'],
  params: z.strictObject({}),
  inputs: { file: port.file('File', { help: 'Any sound, film or curves.' }) },
  outputs: { facts: port.json('Facts') },
  effects: ['read'],
  repeatable: true,
  cacheable: true,
  lane: 'media',

  async run({ inputs, use }) {
    const { file } = inputs
    const { kind, bytes, meta } = await probeMedia(await use.path(file), { name: file.name })
    return { facts: z.json().parse({ kind, bytes, ...file.meta, ...meta }) }
  },
})
