import { readFile } from 'node:fs/promises'
import type { Loudness } from '@segue/media/analysis/loudness'
import { readChannels } from '@segue/media/channels/file'
import { checkSound } from '@segue/media/check/sound'
import { createEasel } from '@segue/media/draw/easel'
import { encodePng } from '@segue/media/draw/png'
import { posterOf } from '@segue/media/film/still'
import { waveformPeaks } from '@segue/media/sound/peaks'
import { probeMedia } from '@segue/media/sound/probe'
import { failureOf, type MediaMeta } from '@segue/protocol'
import { decodeScene } from '@segue/standins/blender/openScene'

const buckets = 600
const shownCurves = 4
const wanted = ['low', 'mid', 'high', 'onset']
const points = 400
const never = new AbortController().signal
const posterWidth = 640

/** Small media work done in a worker process for the runner itself: previews and facts of uploads. */
export const tools = {
  /** Facts of a file that a person gave. One that cannot be read says so in its remarks; the node will fail. */
  async factsOf(path: string, name: string): Promise<MediaMeta> {
    try {
      return (await probeMedia(path, { name })).meta
    } catch (error) {
      return { remarks: [failureOf(error).message] }
    }
  },

  /** Pairs of lowest and highest sample, evenly spaced. */
  async peaksOf(path: string): Promise<number[]> {
    const { low, high } = await waveformPeaks(path, buckets)
    return Array.from(low, (value, i) => [round(value), round(high[i] ?? 0)]).flat()
  },

  /** Of a sound, or of the sound of a film; null when a film has none. */
  async loudnessOf(path: string, name: string): Promise<Loudness | null> {
    try {
      const { integratedLufs, truePeakDb } = await checkSound(path, { name, signal: never })
      return { integratedLufs, truePeakDb }
    } catch (error) {
      if (failureOf(error).code === 'audio.unknown_format') return null
      throw error
    }
  },

  async curvesOf(
    path: string,
  ): Promise<{ curves: { name: string; points: number[] }[]; durationSec: number }> {
    const { planes, samples, rate } = await readChannels(path)
    const rank = (name: string) => (wanted.indexOf(name) + wanted.length + 1) % (wanted.length + 1)
    const shown = [...planes].sort(([a], [b]) => rank(a) - rank(b)).slice(0, shownCurves)
    const curves = shown.map(([name, plane]) => ({ name, points: thin(plane) }))
    return { curves, durationSec: (samples * rate.den) / rate.num }
  },

  async posterOf(path: string): Promise<Uint8Array> {
    return (await posterOf(path, { atSec: 1, maxWidth: posterWidth })).bytes
  },

  /** A frame of a scene of the stand-in, from a third of the way. */
  async sceneStillOf(path: string): Promise<Uint8Array> {
    const { spec, tracks } = decodeScene(await readFile(path), path)
    const height = Math.round((posterWidth * spec.size.height) / spec.size.width)
    const easel = createEasel(spec, tracks?.planes ?? new Map(), { width: posterWidth, height })
    return encodePng(easel.pixels(Math.floor((tracks?.samples ?? 0) / 3)), posterWidth, height)
  },
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** The highest value of each part, so that a hit of one frame still shows. */
function thin(plane: Float32Array): number[] {
  const count = Math.min(points, plane.length)
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [Math.floor((i * plane.length) / count), Math.floor(((i + 1) * plane.length) / count)]
    let top = plane[from] ?? 0
    for (let k = from; k < Math.max(to, from + 1); k++) top = Math.max(top, plane[k] ?? 0)
    return round(Math.min(1, Math.max(0, top)))
  })
}

export type Tools = typeof tools
export type ToolName = keyof Tools
