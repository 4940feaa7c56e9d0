import { createHash } from 'node:crypto'
import { type Channels, readChannels } from '@segue/media/channels/file'
import { type ArtifactRef, blender, type Fps, mimeTypes, type SceneMotion } from '@segue/protocol'
import type { Use } from '../defineNode.ts'
import { digest } from '../fileFacts.ts'
import type { Computing } from './computing.ts'
import type { Choice } from './engine.ts'

/** Everything that a picture of a scene depends on, besides the moment. */
export interface Shot extends Choice {
  provider: string
  /** What computes the pictures; null where Blender does not say. */
  computing: Computing | null
  width: number
  height: number
  fps: Fps
  /** Names the scene without Segue's curves. */
  base: string
  motion: SceneMotion | null
  /** How long the shutter is open, in frames; null when nothing is blurred. */
  motionBlur: number | null
  from: number
  to: number
}

/** Keys under which frames are kept. `whole` names all of them together, for scenes that cannot be cut. */
export interface FrameKeys {
  of(frame: number): string
  whole: string
}

/** The curves, or null when there are none or their file is gone: then every frame depends on all of them. */
async function tracksOf({ motion }: Shot, use: Pick<Use, 'path'>): Promise<Channels | null> {
  if (!motion) return null
  const ref: ArtifactRef = { ...motion.tracks, mime: mimeTypes.channels, name: 'tracks', meta: {} }
  return use.path(ref).then(readChannels, () => null)
}

/** A rate as one number: an application gives 25/2 back as 12000/960. */
const perMillion = ({ num, den }: Fps) => Math.round((num / den) * 1_000_000)

/**
 * One key per frame: the scene without Segue's curves, the settings, the frame number, and what the curves say while
 * the shutter is open. Two scenes that differ only in a few bars share the keys of all other frames.
 */
export async function frameKeys(shot: Shot, use: Pick<Use, 'path'>): Promise<FrameKeys> {
  const { provider, computing, engine, samples, width, height, fps, base, motion, motionBlur, from, to } =
    shot
  const tracks = await tracksOf(shot, use)
  const planes = [...(tracks?.planes ?? [])]
  const settings = digest([
    'frame',
    [blender.renderFrames.version, blender.setKeys.version],
    [provider, engine, samples, width, height, perMillion(fps), base, motionBlur],
    tracks === null ? (motion ?? null) : planes.map(([name]) => name),
    ...(computing ? [[computing.device, computing.denoised]] : []),
  ])
  const reach = motionBlur === null ? 0 : Math.max(1, Math.ceil(motionBlur))
  const last = (tracks?.samples ?? 1) - 1
  const values = new Float32Array(planes.length)
  return {
    of(frame) {
      const hash = createHash('sha256').update(`${settings}:${frame}`)
      const sample = frame - (motion?.startFrame ?? frame)
      for (let at = sample - reach; at <= sample + reach; at++) {
        const held = Math.min(last, Math.max(0, at))
        for (const [index, [, plane]] of planes.entries()) values[index] = plane[held] ?? 0
        hash.update(values)
      }
      return `frame:${hash.digest('hex')}`
    },
    whole: `frames:${digest([settings, from, to, motion?.startFrame, motion?.tracks.artifactId])}`,
  }
}
