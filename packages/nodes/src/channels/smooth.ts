import { smoothCurve } from '@segue/media/channels/motion'
import { z } from 'zod'
import { defineNode } from '../defineNode.ts'
import { changeCurves, curveChange, perSecond, whichParam } from './shared.ts'

const time = (title: string, preset: number, description: string) =>
  z.number().min(0).max(60).default(preset).meta({ title, description, unit: 's' })

/** Curves with softer edges whose peaks stay on the hit. */
export const smooth = defineNode({
  id: 'channels.smooth',
  version: 1,
  ...curveChange,
  title: 'Smooth curves',
  summary: 'Eases curves into their peaks and out of them. Peaks stay where they are.',
  keywords: ['ease', 'lag', 'filter', 'attack', 'release', 'soft', 'blur', 'envelope'],
  params: z.strictObject({
    curves: whichParam,
    attack: time('Attack', 0.07, 'How long before a peak a curve begins to rise.'),
    release: time('Release', 0.15, 'How long after a peak a curve takes to fall.'),
  }),
  inline: ['attack', 'release'],

  async run({ params, inputs, use }) {
    const times = { attackSec: params.attack, releaseSec: params.release }
    return {
      channels: await changeCurves(use, inputs.channels, {
        which: params.curves,
        change: (curve, channels) => smoothCurve(curve, perSecond(channels), times),
      }),
    }
  },
})
