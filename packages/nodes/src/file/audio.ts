import { extname } from 'node:path'
import { checkSound } from '@segue/media/sound/check'
import { soundMimes } from '@segue/media/sound/sniff'
import { ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

/** A person's sound file. Its content is checked to the last sample, whatever its name says. */
export const audio = defineNode({
  id: 'file.audio',
  version: 1,
  title: 'Sound file',
  summary: 'Brings a sound file into the recipe: WAV, AIFF, FLAC, MP3, M4A, Ogg or Opus.',
  category: 'input',
  keywords: ['audio', 'sound', 'music', 'master', 'wav', 'mp3', 'aiff', 'flac', 'import', 'load', 'open'],
  params: z.strictObject({
    file: ArtifactRef.nullable().default(null).meta({
      title: 'File',
      description: 'Drop a sound here, or choose one.',
      widget: 'file',
      accept: 'audio',
    }),
  }),
  inputs: {
    file: port.file('File', { required: false, help: 'A sound from another node or a list.' }),
  },
  outputs: { audio: port.audio('Sound') },
  effects: ['read'],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',
  inline: ['file'],

  async run({ params, inputs, use, signal, progress, log }) {
    const file = inputs.file ?? params.file
    if (file === null) {
      throw fail({
        code: 'file.none',
        message: 'No sound file is chosen.',
        hint: 'Drop a sound on this node, or choose a file.',
        kind: 'input',
      })
    }
    progress(null, 'Checking the sound')
    const { facts, meta } = await checkSound(await use.path(file), { name: file.name, signal })
    for (const remark of facts.remarks) log(remark, 'warning')
    const mime = soundMimes[facts.container]
    const name = extname(file.name) === '' ? `${file.name}.${facts.container}` : file.name
    return { audio: { ...file, name, mime, meta: { ...file.meta, ...meta } } }
  },
})
