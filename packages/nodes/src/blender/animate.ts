import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Channels, encodeChannels, readChannels } from '@segue/media/channels/file'
import { type Clock, clockOf } from '@segue/media/looks/clock'
import { formatOf, type LookOptions } from '@segue/media/looks/look'
import { lookOf } from '@segue/media/looks/looks'
import { evaluate, MappingRow } from '@segue/media/looks/mapping'
import { dusk, type Palette } from '@segue/media/looks/palette'
import { retime } from '@segue/media/looks/retime'
import { parseFps } from '@segue/media/time/fps'
import { type ArtifactRef, blender, type MediaMeta, trackName } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { coverPort, lookOptions, lookParams, paletteOf } from './look.ts'
import { openScene, saveScene } from './sceneFile.ts'

interface Moved {
  curves: Channels
  clock: Clock
  mapping: readonly MappingRow[]
}

/** Tracks for a person's own scene: every curve as a property of the object SEGUE, and the mapping's rows. */
async function contractTracks({ curves, clock, mapping }: Moved): Promise<Channels> {
  const planes = new Map(
    [...curves.planes].map(([name, plane]) => [trackName('SEGUE', `["${name}"]`, -1), plane]),
  )
  for (const [name, track] of await evaluate(mapping, curves, clock)) planes.set(name, track)
  return { ...curves, planes }
}

/** Tracks for a look; rows of a mapping replace the look's own. */
async function lookTracks(
  { curves, clock, mapping }: Moved,
  look: string,
  options: LookOptions,
): Promise<Channels> {
  const tracks = await lookOf(look).motion(curves, clock, options)
  const planes = new Map([...tracks.planes, ...(await evaluate(mapping, curves, clock))])
  return { ...tracks, planes }
}

/** The scene that is to be moved, open in Blender: a person's own, or the look of this node, built anew. */
async function prepare(
  tools: Parameters<typeof openScene>[0],
  params: { look: string } & Pick<LookOptions, 'format' | 'seed'>,
  { scene, cover }: { scene: ArtifactRef | undefined; cover: Palette | undefined },
) {
  if (!scene) {
    const options = lookOptions(params, cover)
    const spec = lookOf(params.look).scene(options)
    await tools.bridge.call(blender.build, { spec })
    return { look: params.look, options, ...spec.size, startFrame: 1 }
  }
  const { look, width, height, frameStart } = await openScene(tools, scene)
  const built = scene.meta.palette ?? dusk
  // what is built keeps the colour of its sky, or the water would end in a seam
  const palette = cover ? { ...cover, ground: built.ground } : built
  const options = lookOptions({ format: formatOf(width, height), seed: params.seed }, palette)
  return { look, options, width, height, startFrame: frameStart }
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
  lane: 'blender',
  passThrough: { scene: 'scene' },
  inline: ['look', 'format', 'fps'],

  async run({ params, inputs, use, signal, progress, log }) {
    const { meta } = inputs.channels
    const read = await readChannels(await use.path(inputs.channels), inputs.channels.name)
    const fps = String(params.fps).trim() === '' ? read.rate : parseFps(params.fps)
    const curves = retime(read, fps)
    const durationSec = meta.durationSec ?? (curves.samples * fps.den) / fps.num
    const moved = { curves, clock: clockOf(meta, durationSec), mapping: params.mapping }
    if (!meta.bpm && !meta.tempoMap?.length)
      log('No tempo is known; delays count 120 beats per minute.', 'warning')

    const bridge = await use.bridge('blender')
    progress(0.05, 'Preparing the scene')
    const cover = inputs.cover && (await paletteOf(inputs.cover, use, signal))
    const { look, options, width, height, startFrame } = await prepare({ use, bridge, log }, params, {
      scene: inputs.scene,
      cover,
    })
    if (cover && !look) log('This scene has colours of its own; the cover art changes nothing.', 'warning')

    progress(0.3, 'Turning curves into motion')
    const tracks = look ? await lookTracks(moved, look, options) : await contractTracks(moved)
    const file = join(use.workDir, 'tracks.channels')
    await writeFile(file, encodeChannels(tracks))
    const set = await bridge.call(blender.setKeys, { file, startFrame, fps }, ({ fraction }) =>
      progress(0.5 + 0.4 * (fraction ?? 0), 'Setting keyframes'),
    )
    for (const name of new Set(set.missing.map((track) => track.split(':')[0]))) {
      log(`There is no ${name} in this scene, or not all of it; some curves move nothing.`, 'warning')
    }
    log(`${set.keys} keyframes on ${set.objects} objects.`)

    progress(0.95, 'Saving the scene')
    // who measured the curves stands in the remarks; a stand-in's scene is one that the stand-in made
    const known: MediaMeta = Object.fromEntries(
      (['bpm', 'tempoMap', 'meter', 'locators', 'offsetSec', 'remarks'] as const)
        .filter((key) => meta[key] !== undefined)
        .map((key) => [key, meta[key]]),
    )
    const scene = await saveScene(
      { use, bridge },
      {
        name: inputs.scene?.name ?? params.look,
        meta: {
          ...known,
          ...(look && options.palette !== dusk ? { palette: options.palette } : {}),
          fps,
          frames: curves.samples,
          durationSec,
          width,
          height,
        },
      },
    )
    return { scene }
  },
})
