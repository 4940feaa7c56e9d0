import { type Asks, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import { carriesParam, deadlineParam } from './carries.ts'
import { momentOf } from './until.ts'

const params = z.strictObject({
  carries: carriesParam,
  mode: z
    .enum(['duration', 'until', 'event'])
    .default('duration')
    .meta({ title: 'Wait', description: 'For a while, until a time, or for something to happen.' }),
  seconds: z
    .number()
    .min(0)
    .max(366 * 86_400)
    .default(60)
    .meta({ title: 'For', unit: 's', description: 'How long to wait.' }),
  until: z.string().max(40).default('').meta({
    title: 'Until',
    description: 'Like 2026-03-09 20:30, on this machine’s clock, or 2026-03-09T20:30+01:00.',
    widget: 'datetime',
  }),
  topic: z.string().max(200).default('').meta({
    title: 'Event',
    description:
      'What the event is called; others send it under this name. Applications: live.locator.passed/Drop, live.transport.stopped, blender.render.finished, td.custom/Drop.',
  }),
  deadlineSec: deadlineParam('Goes on without the event after this long. 0 waits for ever.'),
})

function askedFor({ mode, seconds, until, topic, deadlineSec }: z.output<typeof params>, now: number): Asks {
  if (mode === 'duration') return { for: 'time', at: now + Math.round(seconds * 1000) }
  if (mode === 'until') return { for: 'time', at: momentOf(until) }
  if (topic.trim() === '') {
    throw fail({
      code: 'wait.no_topic',
      message: 'No event is named to wait for.',
      hint: 'Give the event a name on this node.',
      kind: 'input',
    })
  }
  const deadline = deadlineSec > 0 ? now + Math.round(deadlineSec * 1000) : null
  return { for: 'event', topic: topic.trim(), deadline }
}

/** Later: after a while, at a time, or when something happens. */
export const wait = defineControl({
  id: 'flow.wait',
  version: 1,
  control: 'wait',
  title: 'Wait',
  summary: 'Holds this branch for a while, until a time, or until something happens.',
  keywords: ['delay', 'sleep', 'pause', 'timer', 'schedule', 'until', 'event', 'signal'],
  params,
  passThrough: { out: 'in' },
  inline: ['mode', 'seconds'],

  compute({ params, inputs, given, now }) {
    if (!('event' in given)) return { outputs: {}, asks: askedFor(params, now) }
    return {
      outputs: {
        ...(inputs.in === undefined ? {} : { out: inputs.in }),
        ...(given.event === null || given.event === undefined ? {} : { event: given.event }),
      },
    }
  },
})
