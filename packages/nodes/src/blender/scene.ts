import { ArtifactRef, blender, mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { identityOf, linkedFiles } from './closure.ts'
import { coverPort, lookName, lookParams, paletteOf } from './look.ts'
import { builtLook, lookMeta } from './motion.ts'
import { predictLook } from './predict.ts'
import { openScene, saveScene } from './sceneFile.ts'

/** A person's own .blend, checked by opening it, or a look that Segue brings along. */
export const scene = defineNode({
  id: 'blender.scene',
  version: 1,
  title: 'Scene',
  summary: 'A Blender file of your own, or a look that Segue brings along.',
  category: 'scene',
  keywords: ['blender', 'blend', '3d', 'look', 'open', 'import', 'ripple', 'eclipse'],
  params: z.strictObject({
    file: ArtifactRef.nullable()
      .default(null)
      .meta({ title: 'File', description: 'A .blend. Empty = the look.', widget: 'file', accept: 'scene' }),
    ...lookParams,
  }),
  inputs: {
    file: port.file('File', { required: false, help: 'A .blend from another node.' }),
    cover: coverPort,
  },
  outputs: { scene: port.scene('Scene') },
  effects: ['read'],
  repeatable: true,
  cacheable: true,
  reproducible: false,
  lane: 'blender',
  inline: ['file', 'look', 'format'],

  closure: ({ params, inputs, use }) => linkedFiles(inputs.file ?? params.file, use),
  predict: predictLook,

  async run({ params, inputs, use, signal, progress, log }) {
    const file = inputs.file ?? params.file
    const bridge = await use.bridge('blender', { scene: file ?? undefined })
    if (!file) {
      progress(null, 'Building the look')
      const palette = inputs.cover && (await paletteOf(inputs.cover, use, signal))
      const { spec, subject } = builtLook(params, palette)
      await bridge.call(blender.buildScene, { spec })
      return {
        scene: await saveScene(
          { use, bridge },
          { name: lookName(params), meta: lookMeta(spec, subject.options) },
        ),
      }
    }
    progress(null, `Opening ${file.name}`)
    const { fps, width, height, frameStart, frameEnd } = await openScene({ use, bridge, log }, file)
    const identity = await identityOf(file, use)
    const meta = {
      ...file.meta,
      fps,
      width,
      height,
      frames: frameEnd - frameStart + 1,
      ...(identity === file.artifactId || file.meta.motion ? {} : { identity }),
    }
    const mime = bridge.standIn ? mimeTypes.standInScene : mimeTypes.blend
    return { scene: { ...file, mime, meta } }
  },
})
