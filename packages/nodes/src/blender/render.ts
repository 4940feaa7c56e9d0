import { join } from 'node:path'
import { formatOf, sizeOf } from '@segue/media/looks/look'
import { type ArtifactRef, fail, mimeTypes, type SequenceManifest } from '@segue/protocol'
import { z } from 'zod'
import { type BridgeUse, defineNode, port, type RunArgs } from '../defineNode.ts'
import { Choice, fastestEngine } from './engine.ts'
import { renderFrames } from './frames.ts'
import { openScene, type Snapshot } from './sceneFile.ts'

const params = z.strictObject({
  quality: z.enum(['draft', 'final']).default('draft').meta({
    title: 'Quality',
    description: 'Looks: draft is 360 lines, final 1080. Your own file keeps its size.',
  }),
  engine: z.enum(['auto', 'file', 'workbench', 'cycles', 'eevee']).default('auto').meta({
    title: 'Engine',
    description: 'Auto: your own file renders as it says, a look with the fastest engine.',
  }),
  width: z
    .number()
    .int()
    .min(0)
    .max(16_384)
    .default(0)
    .meta({ title: 'Width', unit: 'px', description: '0 = from the quality, or as the file says.' }),
  height: z
    .number()
    .int()
    .min(0)
    .max(16_384)
    .default(0)
    .meta({ title: 'Height', unit: 'px', description: '0 = from the quality, or as the file says.' }),
  samples: z
    .number()
    .int()
    .min(0)
    .max(65_536)
    .default(0)
    .meta({ title: 'Samples', description: '0 = as the engine or the file says.' }),
})
type Params = z.output<typeof params>

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2)

/** The picture size; one given side keeps the scene's shape. */
function sizeFor({ quality, width, height }: Params, scene: Snapshot): { width: number; height: number } {
  const ratio = scene.width / scene.height
  if (width > 0 && height > 0) return { width, height }
  if (width > 0) return { width, height: even(width / ratio) }
  if (height > 0) return { width: even(height * ratio), height }
  if (scene.look === null) return { width: scene.width, height: scene.height }
  return sizeOf(formatOf(scene.width, scene.height), quality === 'draft' ? 360 : 1080)
}

type Tools = Pick<RunArgs<Params, unknown>, 'params' | 'mark' | 'marks' | 'log' | 'progress'>

/** The engine of this render. It is marked, so that a film never changes engines in the middle. */
async function engineFor(
  { params: { engine, samples, quality }, mark, marks, log, progress }: Tools,
  { bridge, scene, width, height }: { bridge: BridgeUse; scene: Snapshot; width: number; height: number },
): Promise<Choice> {
  const given = samples > 0 ? samples : null
  if (engine !== 'auto') return { engine, samples: given }
  if (scene.look === null || bridge.standIn) return { engine: 'file', samples: given }
  const marked = Choice.safeParse(marks.get('engine'))
  if (marked.success) return marked.data
  progress(null, 'Timing the engines')
  const frame = Math.floor((scene.frameStart + scene.frameEnd) / 2)
  const chosen = await fastestEngine(bridge, { frame, width, height, quality, samples: given }, log)
  if (!chosen) {
    throw fail({
      code: 'render.no_engine',
      message: 'None of Blender’s engines works on this machine.',
      hint: 'Choose an engine on this node and look at its message, or install graphics drivers.',
      kind: 'environment',
    })
  }
  mark('engine', chosen)
  return chosen
}

/** What the frames know about time and where they come from. */
function metaOf(scene: ArtifactRef, snapshot: Snapshot, standIn: boolean): ArtifactRef['meta'] {
  const frames = snapshot.frameEnd - snapshot.frameStart + 1
  const { fps } = snapshot
  return {
    ...scene.meta,
    fps,
    frames,
    durationSec: (frames * fps.den) / fps.num,
    colourSpace: 'srgb',
    alpha: 'none',
    ...(standIn ? { standIn: 'blender' as const } : {}),
  }
}

/** A scene into frames, each stored as it lands. */
export const render = defineNode({
  id: 'blender.render',
  version: 1,
  title: 'Render',
  summary: 'Renders a scene frame by frame; a crash loses at most the frame it was at.',
  category: 'film',
  keywords: ['blender', 'frames', 'sequence', 'png', 'cycles', 'eevee', 'workbench', 'picture'],
  params,
  inputs: { scene: port.scene('Scene') },
  outputs: { frames: port.sequence('Frames') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'blender',
  size: 'wide',
  inline: ['quality', 'engine'],

  async run({ params, inputs, use, progress, mark, marks, log }) {
    const bridge = await use.bridge('blender')
    progress(null, 'Opening the scene')
    const snapshot = await openScene({ use, bridge, log }, inputs.scene)
    const size = sizeFor(params, snapshot)
    const tools = { params, mark, marks, log, progress, use }
    const choice = await engineFor(tools, { bridge, scene: snapshot, ...size })
    const frames = await renderFrames(tools, {
      bridge,
      dir: join(use.workDir, 'frames'),
      from: snapshot.frameStart,
      to: snapshot.frameEnd,
      ...size,
      choice,
    })
    const manifest: SequenceManifest = { kind: 'sequence', frames, mime: 'image/png', ...size }
    const name = inputs.scene.name.replace(/(\.scene\.json|\.blend)$/i, '')
    const sequence = await use.save(Buffer.from(JSON.stringify(manifest)), {
      mime: mimeTypes.sequence,
      name: `${name}.frames.json`,
      meta: { ...metaOf(inputs.scene, snapshot, bridge.standIn), ...size },
    })
    return { frames: sequence }
  },
})
