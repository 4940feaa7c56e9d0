import { join } from 'node:path'
import { pngKind } from '@segue/media/film/pngKind'
import { type ArtifactRef, blender, mimeTypes, type SequenceManifest } from '@segue/protocol'
import { defineNode, port, type Use } from '../defineNode.ts'
import { linkedFiles } from './closure.ts'
import { computingOf } from './computing.ts'
import { engineFor } from './engine.ts'
import { baseOf, foreseeRender, rememberScene } from './foresee.ts'
import { frameKeys } from './frameKeys.ts'
import { renderFrames } from './frames.ts'
import { renderParams, sizeFor } from './picture.ts'
import { type Problem, problemsFor, refuseProblems } from './preflight.ts'
import { openScene, type Snapshot } from './sceneFile.ts'

/** What each frame holds; all of one render hold the same. */
type PictureKind = Awaited<ReturnType<typeof pngKind>>

/** What the frames know about time and where they come from. */
function metaOf(
  scene: ArtifactRef,
  { fps, frameStart, frameEnd }: Snapshot,
  { problems, standIn, kind }: { problems: Problem[]; standIn: boolean; kind: PictureKind },
): ArtifactRef['meta'] {
  const frames = frameEnd - frameStart + 1
  // how the scene was made says nothing about the pictures: the same pictures must be the same frames
  const { motion, identity, remarks = [], ...rest } = scene.meta
  const said = [...new Set([...remarks, ...problems.map(({ message }) => message)])].slice(0, 200)
  return {
    ...rest,
    fps,
    frames,
    durationSec: (frames * fps.den) / fps.num,
    colourSpace: 'srgb',
    ...kind,
    ...(said.length > 0 ? { remarks: said } : {}),
    ...(standIn ? { standIn: 'blender' as const } : {}),
  }
}

/** Read from the first frame: a film with a transparent background has an alpha channel. */
async function kindOf([first]: SequenceManifest['frames'], use: Use): Promise<PictureKind> {
  if (!first) return { bitDepth: 8, alpha: 'none' }
  return pngKind(await use.path({ ...first, mime: 'image/png', name: 'frame 1', meta: {} }))
}

/** A scene into frames, each stored as it lands. */
export const render = defineNode({
  id: 'blender.render',
  version: 1,
  title: 'Render',
  summary: 'Renders a scene frame by frame; a crash loses at most the frame it was at.',
  category: 'film',
  keywords: ['blender', 'frames', 'sequence', 'png', 'cycles', 'eevee', 'workbench', 'picture'],
  params: renderParams,
  inputs: { scene: port.scene('Scene') },
  outputs: { frames: port.sequence('Frames') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'blender',
  size: 'wide',
  inline: ['quality', 'engine'],

  closure: ({ inputs, use }) => linkedFiles(inputs.scene, use),
  foresee: foreseeRender,

  async run({ params, inputs, use, progress, mark, marks, log }) {
    const { scene } = inputs
    const bridge = await use.bridge('blender', { scene, allowOlder: params.allowOlder })
    progress(null, 'Opening the scene')
    const snapshot = await openScene({ use, bridge, log }, scene)
    const { frameStart: from, frameEnd: to, fps, motionBlur, simulations, look } = snapshot
    const { provider } = bridge
    const base = await baseOf(scene, use)
    const file = bridge.standIn ? null : await bridge.call(blender.inspectFile, {})
    await rememberScene({ ...snapshot, file }, { provider, base, use })
    const problems = file ? problemsFor(file, params) : []
    refuseProblems(problems)
    for (const { message } of problems) log(message, 'warning')
    const size = sizeFor(params, snapshot)
    const tools = { use, mark, marks, log, progress }
    const picture = { provider, base, params, ...size, look }
    const choice = await engineFor(tools, { bridge, picture, middle: Math.floor((from + to) / 2) })
    const motion = scene.meta.motion ?? null
    const computing = computingOf(file, choice)
    const shot = { ...choice, provider, computing, ...size, fps, base, motion, motionBlur, from, to }
    const frames = await renderFrames(tools, {
      bridge,
      open: async (other) => void (await openScene({ use, bridge: other, log: () => {} }, scene)),
      dir: join(use.workDir, 'frames'),
      from,
      to,
      ...size,
      choice,
      keys: await frameKeys(shot, use),
      together: simulations.length > 0,
    })
    const kind = await kindOf(frames, use)
    const manifest: SequenceManifest = { kind: 'sequence', frames, mime: 'image/png', ...size }
    const name = scene.name.replace(/(\.scene\.json|\.blend)$/i, '')
    const sequence = await use.save(Buffer.from(JSON.stringify(manifest)), {
      mime: mimeTypes.sequence,
      name: `${name}.frames.json`,
      meta: { ...metaOf(scene, snapshot, { problems, standIn: bridge.standIn, kind }), ...size },
    })
    return { frames: sequence }
  },
})
