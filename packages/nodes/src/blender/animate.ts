import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeChannels } from '@segue/media/channels/file'
import { MappingRow } from '@segue/media/looks/mapping'
import type { Palette } from '@segue/media/looks/palette'
import { type ArtifactRef, blender, mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { identityOf, linkedFiles } from './closure.ts'
import { coverPort, type LookChoice, lookName, lookParams, paletteOf } from './look.ts'
import { builtLook, givenScene, hear, movedMeta, type Subject, tracksFor } from './motion.ts'
import { predictMoved } from './predict.ts'
import { openScene, saveScene } from './sceneFile.ts'

/** The scene that is to be moved, open in Blender: a person's own, or the look of this node, built anew. */
async function prepare(
  tools: Parameters<typeof openScene>[0],
  params: LookChoice,
  { scene, cover }: { scene: ArtifactRef | undefined; cover: Palette | undefined },
): Promise<Subject> {
  if (!scene) {
    const { spec, subject } = builtLook(params, cover)
    await tools.bridge.call(blender.buildScene, { spec })
    return subject
  }
  const snapshot = await openScene(tools, scene)
  const base = await identityOf(scene, tools.use)
  return givenScene(scene, { ...snapshot, base }, { seed: params.seed, cover })
}

/** Curves move a scene: a look by its own table, a person's file through the object SEGUE. */
export const animate = defineNode({
  id: 'blender.animate',
  version: 1,
  title: 'Animate',
  summary: 'Curves move a scene: one of Segue’s looks, or your own Blender file through the object SEGUE.',
  category: 'scene',
  keywords: [
    'blender',
    'keyframes',
    'animation',
    'audio reactive',
    'drive',
    'look',
    'ripple',
    'eclipse',
    'mapping',
  ],
  params: z.strictObject({
    ...lookParams,
    fps: z
      .union([z.number().min(1).max(240), z.string().max(20)])
      .default('')
      .meta({
        title: 'Frame rate',
        description: 'Frames per second, also 24000/1001. Empty = as the curves.',
        widget: 'fps',
        unit: 'fps',
      }),
    loop: z.boolean().default(false).meta({
      title: 'Loop',
      description: 'What moves ends as it begins, as long as the curves are. No opening, no cuts, no end.',
    }),
    mapping: z.array(MappingRow).max(2000).default([]).meta({
      title: 'Mapping',
      description:
        'Extra rows: object, path, index, base and terms of gain times curves, each with its delay.',
      widget: 'code',
    }),
  }),
  inputs: {
    channels: port.channels('Curves'),
    scene: port.scene('Scene', { required: false, help: 'Empty = the look of this node.' }),
    cover: coverPort,
  },
  outputs: { scene: port.scene('Scene') },
  effects: [],
  repeatable: true,
  cacheable: true,
  reproducible: false,
  lane: 'blender',
  passThrough: { scene: 'scene' },
  inline: ['look', 'format', 'fps'],

  closure: ({ inputs, use }) => linkedFiles(inputs.scene, use),
  predict: predictMoved,

  async run({ params, inputs, use, signal, progress, log }) {
    const { channels } = inputs
    const heard = await hear(channels, { fps: params.fps, loop: params.loop, path: use.path })
    if (!channels.meta.bpm && !channels.meta.tempoMap?.length)
      log('No tempo is known; delays count 120 beats per minute.', 'warning')

    const bridge = await use.bridge('blender', { scene: inputs.scene })
    progress(0.05, 'Preparing the scene')
    const cover = inputs.cover && (await paletteOf(inputs.cover, use, signal))
    const subject = await prepare({ use, bridge, log }, params, { scene: inputs.scene, cover })
    if (cover && !subject.look)
      log('This scene has colours of its own; the cover art changes nothing.', 'warning')

    progress(0.3, 'Turning curves into motion')
    const tracks = await tracksFor(subject, heard, params.mapping)
    const file = join(use.workDir, 'tracks.channels')
    await writeFile(file, encodeChannels(tracks))
    const { startFrame } = subject
    const set = await bridge.call(blender.setKeys, { file, startFrame, fps: heard.fps }, ({ fraction }) =>
      progress(0.5 + 0.4 * (fraction ?? 0), 'Setting keyframes'),
    )
    for (const name of new Set(set.missing.map((track) => track.split(':')[0]))) {
      log(`There is no ${name} in this scene, or not all of it; some curves move nothing.`, 'warning')
    }
    const stored = await use.save(file, { mime: mimeTypes.channels, name: 'tracks.channels' })
    log(`${set.keys} keyframes on ${set.objects} objects.`)

    progress(0.95, 'Saving the scene')
    const scene = await saveScene(
      { use, bridge },
      {
        name: inputs.scene?.name ?? lookName(params),
        meta: movedMeta(subject, heard, { channels, tracks: stored }),
      },
    )
    return { scene }
  },
})
