import { join } from 'node:path'
import { blender, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { digestOfText } from '../fileFacts.ts'
import { openScene, storeScene } from './sceneFile.ts'

/** A text in Python with all of Blender's power. It runs only after a person has approved exactly this text. */
export const python = defineNode({
  id: 'blender.python',
  version: 1,
  title: 'Python in Blender',
  summary: 'Runs your own Python in a scene, after a person has approved exactly this text.',
  category: 'scene',
  keywords: ['blender', 'code', 'script', 'bpy', 'program'],
  params: z.strictObject({
    text: z.string().max(200_000).default('').meta({
      title: 'Python',
      description:
        'Finds `bpy` and `value`; what it sets as `result` goes out. Every change needs a new approval.',
      widget: 'textarea',
    }),
    limitSec: z.number().min(1).max(86_400).default(60).meta({
      title: 'Time limit',
      description: 'The step fails, and Blender ends, when the text takes longer.',
      unit: 's',
    }),
  }),
  inputs: {
    scene: port.scene('Scene'),
    value: port.json('Value', { required: false, help: 'What the text finds as `value`.' }),
  },
  outputs: { scene: port.scene('Scene'), result: port.json('Result') },
  effects: ['code'],
  repeatable: false,
  cacheable: false,
  reproducible: false,
  lane: 'blender',
  passThrough: { scene: 'scene' },

  async run({ params: { text, limitSec }, inputs: { scene, value = null }, use, progress, log }) {
    if (text.trim() === '')
      throw fail({
        code: 'python.empty',
        message: 'There is no Python on this node.',
        hint: 'Write some, or remove the node.',
        kind: 'input',
      })
    const grant = await use.approved(text)
    const bridge = await use.bridge('blender', { scene })
    progress(null, 'Opening the scene')
    await openScene({ use, bridge, log }, scene)
    progress(null, 'Running the Python')
    const save = join(use.workDir, 'scene.blend')
    const { result, printed } = await bridge.call(blender.runPython, {
      text,
      sha256: digestOfText(text),
      grant,
      value,
      limitSec,
      save,
    })
    if (printed !== '') log(printed)
    const { motion, identity, ...meta } = scene.meta
    return {
      scene: await storeScene({ use, bridge }, { path: save, name: scene.name, meta }),
      result: z.json().parse(result),
    }
  },
})
