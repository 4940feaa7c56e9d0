import { delayCurve } from '@segue/media/channels/motion'
import { timelineOf } from '@segue/media/time/timeline'
import { fail, type MediaMeta } from '@segue/protocol'
import { z } from 'zod'
import { defineNode } from '../defineNode.ts'
import { changeCurves, curveChange, perSecond, whichParam } from './shared.ts'

function delayOf(params: { amount: number; unit: 'beats' | 'seconds' }, meta: MediaMeta) {
  if (params.unit === 'seconds') return { sec: params.amount }
  const timeline = timelineOf(meta)
  if (timeline !== null) return { beats: params.amount, timeline }
  throw fail({
    code: 'time.no_tempo',
    message: 'A delay in beats needs a tempo, and these curves carry none.',
    hint: 'Give the delay in seconds, or connect a Live Set further up.',
    kind: 'input',
    port: 'channels',
  })
}

/** Curves that arrive later, as echoes and waves need them. */
export const delay = defineNode({
  id: 'channels.delay',
  version: 1,
  ...curveChange,
  title: 'Delay curves',
  summary: 'Moves curves later or earlier, in beats of the music or in seconds.',
  keywords: ['offset', 'shift', 'echo', 'latency', 'wave', 'beats', 'lag'],
  params: z.strictObject({
    curves: whichParam,
    amount: z
      .number()
      .min(-10_000)
      .max(10_000)
      .default(0.5)
      .meta({ title: 'Delay', description: 'Negative values move curves earlier.' }),
    unit: z.enum(['beats', 'seconds']).default('beats').meta({ title: 'Unit' }),
  }),
  inline: ['amount', 'unit'],

  async run({ params, inputs, use }) {
    const delayed = delayOf(params, inputs.channels.meta)
    return {
      channels: await changeCurves(use, inputs.channels, {
        which: params.curves,
        change: (curve, channels) => delayCurve(curve, perSecond(channels), delayed),
      }),
    }
  },
})
