import { join } from 'node:path'
import { writeChannels } from '@segue/media/channels/file'
import { checkRow, stepCurves } from '@segue/media/channels/steps'
import { parseFps } from '@segue/media/time/fps'
import { mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { fpsParam, releaseParam } from '../params.ts'

const row = (title: string, preset: string) =>
  z.string().max(2000).default(preset).meta({
    title,
    description: 'x a hit, X a loud one, o a soft one, - a rest. A longer row goes on in the next bar.',
  })

/** A drum pattern as curves, without any sound: what moves a loop that closes on its bars. */
export const steps = defineNode({
  id: 'channels.steps',
  version: 1,
  title: 'Step pattern',
  summary: 'Writes the curves of a drum pattern of so many bars, without a sound. They close as a loop does.',
  category: 'curves',
  keywords: ['sequencer', 'drum', 'pattern', 'beat', 'kick', 'loop', 'vj', 'bars', 'tempo', 'clock'],
  params: z.strictObject({
    bars: z.number().min(0.25).max(512).default(4).meta({ title: 'Bars' }),
    beats: z
      .number()
      .int()
      .min(1)
      .max(32)
      .default(4)
      .meta({ title: 'Beats per bar', description: 'Quarter notes.' }),
    bpm: z.number().min(20).max(999).default(120).meta({ title: 'Tempo', unit: 'bpm' }),
    fps: fpsParam,
    low: row('Kick', 'x---x---x---x---'),
    mid: row('Snare', '----x-------x---'),
    high: row('Hats', '--x-o-x---x-o-xo'),
    release: releaseParam,
  }),
  inputs: {},
  outputs: { channels: port.channels('Curves') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',
  inline: ['bars', 'bpm', 'low', 'mid', 'high'],

  async run({ params, use }) {
    const { bars, beats, bpm, release, low, mid, high } = params
    for (const [name, text] of Object.entries({ Kick: low, Snare: mid, Hats: high })) checkRow(name, text)
    const fps = parseFps(params.fps)
    const curves = stepCurves({ bars, beats, bpm, fps, release, rows: { low, mid, high } })
    const out = join(use.workDir, 'curves.channels')
    await writeChannels(out, curves)
    const channels = await use.save(out, {
      mime: mimeTypes.channels,
      name: 'steps.channels',
      meta: {
        bpm,
        fps,
        frames: curves.samples,
        durationSec: (curves.samples * fps.den) / fps.num,
        meter: [{ beat: 0, numerator: beats, denominator: 4 }],
        channelNames: [...curves.planes.keys()],
      },
    })
    return { channels }
  },
})
