import { remapCurve } from '@segue/media/channels/motion'
import { z } from 'zod'
import { defineNode } from '../defineNode.ts'
import { changeCurves, curveChange, whichParam } from './shared.ts'

/** Curves from one range into another, with a response curve. */
export const remap = defineNode({
  id: 'channels.remap',
  version: 1,
  ...curveChange,
  title: 'Remap curves',
  summary: 'Brings curves from one range into another: scale, offset, invert, bend.',
  keywords: ['scale', 'range', 'map', 'gain', 'offset', 'invert', 'curve', 'power', 'clamp'],
  params: z.strictObject({
    curves: whichParam,
    fromLow: z.number().default(0).meta({ title: 'From low' }),
    fromHigh: z.number().default(1).meta({ title: 'From high' }),
    toLow: z.number().default(0).meta({ title: 'To low', description: 'Higher than “To high” inverts.' }),
    toHigh: z.number().default(1).meta({ title: 'To high' }),
    exponent: z
      .number()
      .min(0.05)
      .max(20)
      .default(1)
      .meta({ title: 'Bend', description: 'Above 1 keeps quiet moments down, below 1 lifts them.' }),
    clamp: z.boolean().default(true).meta({ title: 'Keep in range' }),
  }),
  inline: ['toLow', 'toHigh', 'exponent'],

  async run({ params, inputs, use }) {
    const { curves, ...range } = params
    const change = (curve: Float32Array<ArrayBuffer>) => remapCurve(curve, range)
    return { channels: await changeCurves(use, inputs.channels, { which: curves, change }) }
  },
})
