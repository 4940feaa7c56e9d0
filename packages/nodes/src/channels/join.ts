import { join as joinPath } from 'node:path'
import { type Channels, readChannels, writeChannels } from '@segue/media/channels/file'
import { retime } from '@segue/media/looks/retime'
import { type ArtifactRef, type MediaMeta, mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { picked } from './pick.ts'

const places = ['first', 'second', 'third', 'fourth'] as const
type Place = (typeof places)[number]

const take = (place: Place) =>
  z
    .string()
    .max(2000)
    .default('')
    .meta({
      title: `From the ${place}`,
      description:
        'low · kick = low · drums.* = *. Names with commas; empty takes all that are not there yet.',
    })

/** A curve of this length; behind its end there is silence. */
function ofLength(plane: Float32Array<ArrayBuffer>, samples: number): Float32Array<ArrayBuffer> {
  if (plane.length === samples) return plane
  const long = new Float32Array(samples)
  long.set(plane.subarray(0, samples))
  return long
}

/** What is known of curves together: the first one that knows a thing is believed. */
function joinedMeta(refs: readonly ArtifactRef[], { rate, samples, planes }: Channels): MediaMeta {
  const known: MediaMeta = Object.assign({}, ...refs.map(({ meta }) => meta).reverse())
  const remarks = [...new Set(refs.flatMap(({ meta }) => meta.remarks ?? []))].slice(0, 200)
  const lengths = refs.map(({ meta }) => meta.durationSec ?? 0)
  return {
    ...known,
    durationSec: Math.max(...lengths) || (samples * rate.den) / rate.num,
    fps: rate,
    frames: samples,
    channelNames: [...planes.keys()],
    ...(remarks.length > 0 ? { remarks } : {}),
  }
}

/** Curves of several sounds or instruments as one, under names of one's own. */
export const join = defineNode({
  id: 'channels.join',
  version: 1,
  title: 'Join curves',
  summary: 'Brings curves of several stems or instruments together, each under a name of your own.',
  category: 'curves',
  keywords: ['merge', 'combine', 'rename', 'select', 'pick', 'stems', 'instruments', 'route', 'mapping'],
  params: z.strictObject({
    takeFirst: take('first'),
    takeSecond: take('second'),
    takeThird: take('third'),
    takeFourth: take('fourth'),
  }),
  inputs: {
    first: port.channels('First', { help: 'Its frame rate and place in the music are those of the result.' }),
    second: port.channels('Second', { required: false }),
    third: port.channels('Third', { required: false }),
    fourth: port.channels('Fourth', { required: false }),
  },
  outputs: { channels: port.channels('Curves') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  inline: ['takeFirst', 'takeSecond', 'takeThird'],

  async run({ params, inputs, use }) {
    const { takeFirst, takeSecond, takeThird, takeFourth } = params
    const wanted = { first: takeFirst, second: takeSecond, third: takeThird, fourth: takeFourth }
    const given = places.flatMap((place) => {
      const ref = inputs[place]
      return ref === undefined ? [] : [{ ref, take: wanted[place] }]
    })
    const { rate } = await readChannels(await use.path(inputs.first), inputs.first.name)
    const planes = new Map<string, Float32Array<ArrayBuffer>>()
    let samples = 1
    for (const { ref, take } of given) {
      const curves = retime(await readChannels(await use.path(ref), ref.name), rate)
      samples = Math.max(samples, curves.samples)
      const names = picked(take, [...curves.planes.keys()], new Set(planes.keys()))
      for (const [name, old] of names) planes.set(name, curves.planes.get(old) ?? new Float32Array())
    }
    for (const [name, plane] of planes) planes.set(name, ofLength(plane, samples))
    const joined: Channels = { rate, samples, planes }
    const out = joinPath(use.workDir, 'curves.channels')
    await writeChannels(out, joined)
    const refs = given.map(({ ref }) => ref)
    const meta = joinedMeta(refs, joined)
    return { channels: await use.save(out, { mime: mimeTypes.channels, name: inputs.first.name, meta }) }
  },
})
