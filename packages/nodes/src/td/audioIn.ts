import { join } from 'node:path'
import type { Ranges } from '@segue/media/analysis/curve'
import { readChannels } from '@segue/media/channels/file'
import { parseFps } from '@segue/media/time/fps'
import { type MediaMeta, td } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { fileWithEnding } from '../fileWithEnding.ts'
import { fpsParam } from '../params.ts'
import { saveSteady } from '../steadyCurves.ts'

/** Sound through TouchDesigner's audio-in network, or the same analysis inside Segue. */
export const audioIn = defineNode({
  id: 'td.audioIn',
  version: 1,
  title: 'TouchDesigner audio in',
  summary: 'Sends a sound through TouchDesigner and gets its curves, one value per film frame.',
  category: 'sound',
  keywords: ['touchdesigner', 'audio', 'reactive', 'chop', 'spectrum', 'bands', 'onset', 'beat', 'analyse'],
  params: z.strictObject({ fps: fpsParam }),
  inputs: { audio: port.audio('Sound') },
  outputs: { channels: port.channels('Curves') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'td',
  size: 'wide',
  inline: ['fps'],

  async run({ params, inputs, use, progress }) {
    const { audio } = inputs
    const fps = parseFps(params.fps)
    const bridge = await use.bridge('td')
    const { bpm, tempoMap, meter, locators, offsetSec, remarks = [] } = audio.meta
    const known: MediaMeta = Object.fromEntries(
      Object.entries({ bpm, tempoMap, meter, locators, offsetSec }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const path = await fileWithEnding(audio, use)
    const out = join(use.workDir, 'curves.channels')
    // the analysis is Segue's own and no sketch: it is remarked, and the film is not called a stand-in's
    const said = bridge.standIn ? ['Curves analysed by Segue, not by TouchDesigner.'] : []
    const draw = async (ranges: Ranges) => {
      const result = await bridge.call(
        td.audioIn,
        { path, out, fps, time: known, ranges },
        ({ fraction, message }) => progress(fraction, message || 'Listening'),
      )
      const meta: MediaMeta = {
        ...known,
        ...result.meta,
        ...(audio.meta.durationSec === undefined ? {} : { durationSec: audio.meta.durationSec }),
        fps,
        channelNames: result.channels,
        remarks: [...new Set([...remarks, ...said])],
      }
      return { curves: await readChannels(result.path, audio.name), ranges: result.ranges, meta }
    }
    const { channels } = await saveSteady(use, {
      draw,
      report: null,
      name: audio.name,
      key: ['td.audioIn', 1, bridge.provider],
    })
    return { channels }
  },
})
