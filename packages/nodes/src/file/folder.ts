import { fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

/** The files of a folder as they are now, as one list. */
export const folder = defineNode({
  id: 'file.folder',
  version: 1,
  title: 'Folder',
  summary:
    'Brings the files of a folder into the recipe, as they are when it runs, for “For each” to go through.',
  category: 'input',
  keywords: ['directory', 'batch', 'queue', 'files', 'list', 'nightly', 'album', 'stems', 'import', 'each'],
  params: z.strictObject({
    folder: z
      .string()
      .max(1000)
      .default('')
      .meta({ title: 'Folder', description: 'Empty = the files that are connected.', widget: 'folder' }),
    pattern: z.string().max(300).default('').meta({
      title: 'Names',
      description: '*.blend · *.{wav,aiff} · v2_*, *.mp3. Empty takes every file.',
    }),
    ifNone: z
      .enum(['fail', 'empty'])
      .default('fail')
      .meta({ title: 'If there is none', description: 'Fail, or go on with an empty list.' }),
  }),
  inputs: { files: port.files('Files', { required: false, help: 'Go on when no folder is chosen.' }) },
  outputs: { files: port.files('Files') },
  effects: ['file'],
  repeatable: true,
  // somebody may have put another file there meanwhile
  cacheable: false,
  lane: 'local',
  size: 'wide',
  inline: ['folder', 'pattern'],

  async run({ params, inputs, use, progress, log }) {
    const { pattern, ifNone } = params
    const named = params.folder.trim()
    progress(null, 'Looking into the folder')
    const files = named === '' ? (inputs.files ?? []) : await use.files.gather(named, pattern)
    if (files.length === 0 && ifNone === 'fail')
      throw fail({
        code: 'folder.empty',
        message:
          named === ''
            ? 'No folder is chosen, and no files are connected.'
            : `No file in ${named} ${pattern.trim() === '' ? 'can be taken' : `is called ${pattern}`}.`,
        hint: 'Choose a folder with files in it, or another pattern.',
        kind: 'input',
      })
    log(files.length === 1 ? '1 file.' : `${files.length} files.`)
    return { files }
  },
})
