import { ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

/** Several files of a person as one list, to be gone through one by one. */
export const list = defineNode({
  id: 'file.list',
  version: 1,
  title: 'Files',
  summary: 'Brings several files into the recipe as one list, for “For each” to go through.',
  category: 'input',
  keywords: ['list', 'files', 'folder', 'batch', 'several', 'stems', 'import', 'load', 'each'],
  params: z.strictObject({
    files: z.array(ArtifactRef).max(1000).default([]).meta({
      title: 'Files',
      description: 'Drop files here, or choose them. Up to 1,000, in this order.',
      widget: 'files',
    }),
  }),
  inputs: {
    files: port.files('Files', { required: false, help: 'In place of those chosen here.' }),
  },
  outputs: { files: port.files('Files') },
  effects: ['read'],
  repeatable: true,
  cacheable: true,
  lane: 'local',
  size: 'wide',
  inline: ['files'],

  async run({ params, inputs }) {
    const files = inputs.files ?? params.files
    if (files.length > 0) return { files }
    throw fail({
      code: 'file.none',
      message: 'No files are chosen.',
      hint: 'Drop files on this node, or choose some.',
      kind: 'input',
    })
  },
})
