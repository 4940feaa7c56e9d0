import { curvesOf, measureSound } from '@segue/media/analysis/analyze'
import type { Ranges } from '@segue/media/analysis/curve'
import { curvesMeta, reportOf } from '@segue/media/analysis/report'
import { openSound } from '@segue/media/sound/open'
import { parseFps } from '@segue/media/time/fps'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { fpsParam, releaseParam } from '../params.ts'
import { saveSteady } from '../steadyCurves.ts'

/** Sound into curves, without an application. */
export const analyze = defineNode({
  id: 'audio.analyze',
  version: 1,
  title: 'Analyse sound',
  summary:
    'Turns a sound into curves for motion: bands, hits, beats, bars and loudness, one value per film frame.',
  category: 'sound',
  keywords: [
    'audio',
    'reactive',
    'spectrum',
    'fft',
    'bands',
    'onset',
    'kick',
    'snare',
    'beat',
    'bpm',
    'tempo',
    'lufs',
  ],
  params: z.strictObject({ fps: fpsParam, release: releaseParam }),
  inputs: { audio: port.audio('Sound') },
  outputs: { channels: port.channels('Curves'), report: port.json('Report') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',
  inline: ['fps', 'release'],

  async run({ params, inputs, use, signal, progress, log }) {
    const { audio } = inputs
    const fps = parseFps(params.fps)
    const sound = await openSound(await use.path(audio), { name: audio.name })
    for (const remark of sound.facts.remarks) log(remark, 'warning')
    const remarks = [...new Set([...(audio.meta.remarks ?? []), ...sound.facts.remarks])]
    const measured = await measureSound(sound, {
      meta: audio.meta,
      signal,
      onProgress: (fraction) => progress(fraction, 'Listening'),
    })
    const draw = async (known: Ranges) => {
      const curves = curvesOf(measured, { fps, releaseBeats: params.release, known })
      const meta = { ...curvesMeta(audio.meta, measured, curves), ...(remarks.length > 0 ? { remarks } : {}) }
      return { curves, ranges: curves.ranges, meta }
    }
    return saveSteady(use, {
      draw,
      report: reportOf(measured),
      name: audio.name,
      key: ['audio.analyze', 1, params.release],
    })
  },
})
