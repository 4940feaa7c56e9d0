import { blender } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { linkedFiles } from './closure.ts'
import { openScene, saveScene } from './sceneFile.ts'

/** Simulations of a scene, kept inside it: from then on its frames can be rendered in any order, and on any machine. */
export const bake = defineNode({
  id: 'blender.bake',
  version: 1,
  title: 'Bake',
  summary:
    'Plays the simulations of a scene once and keeps them in it, so that every frame stands on its own.',
  category: 'scene',
  keywords: ['blender', 'simulation', 'rigid body', 'cloth', 'particles', 'cache', 'physics'],
  params: z.strictObject({}),
  inputs: { scene: port.scene('Scene') },
  outputs: { scene: port.scene('Scene') },
  effects: [],
  repeatable: true,
  cacheable: true,
  reproducible: false,
  lane: 'blender',
  passThrough: { scene: 'scene' },

  closure: ({ inputs, use }) => linkedFiles(inputs.scene, use),

  async run({ inputs: { scene }, use, progress, log }) {
    const bridge = await use.bridge('blender', { scene })
    progress(null, 'Opening the scene')
    await openScene({ use, bridge, log }, scene)
    const { baked, left } = await bridge.call(blender.bakeSimulations, {}, ({ message }) =>
      progress(null, message),
    )
    log(baked.length > 0 ? `Baked: ${baked.join(', ')}.` : 'There was nothing to bake.')
    if (left.length > 0)
      log(`Bake this in Blender itself, it is kept beside the file: ${left.join(', ')}.`, 'warning')
    if (baked.length === 0) return { scene }
    progress(null, 'Saving the scene')
    const { motion, identity, ...meta } = scene.meta
    return { scene: await saveScene({ use, bridge }, { name: scene.name, meta }) }
  },
})
