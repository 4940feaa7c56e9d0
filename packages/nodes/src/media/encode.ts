import { join } from 'node:path'
import { encodeDelivery } from '@segue/media/encode/encode'
import { containerFor, isPictures } from '@segue/media/encode/format'
import { defineNode, port, type Use } from '../defineNode.ts'
import { encodeParams } from './encodeParams.ts'
import { type Plan, planEncode } from './planEncode.ts'
import { savePictures } from './savePictures.ts'
import { openSource } from './source.ts'

const previews = 12
const mimes = { mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm' } as const

/** Tells how far it is, with a picture twelve times. */
const reporter = (plan: Plan, use: Use, progress: (of: number, text: string, preview?: Preview) => void) => {
  const every = Math.max(1, Math.ceil(plan.total / previews))
  return async (done: number) => {
    const preview =
      done % every === 1 || every === 1
        ? await use.save(await plan.framer.picture(), { mime: 'image/jpeg', name: `frame ${done}.jpg` })
        : undefined
    progress(done / plan.total, `Frame ${done} of ${plan.total}`, preview)
  }
}
type Preview = Awaited<ReturnType<Use['save']>>

/** A film or frames in the form that somebody asked for. */
export const encode = defineNode({
  id: 'media.encode',
  version: 1,
  title: 'Encode film',
  summary: 'Turns a film or frames into another codec, size and frame rate.',
  category: 'film',
  keywords: [
    'convert',
    'codec',
    'prores',
    'hap',
    'dxv',
    'hevc',
    'webm',
    'png',
    'exr',
    'resize',
    'crop',
    'deliver',
  ],
  params: encodeParams,
  inputs: {
    film: port.video('Film', { required: false }),
    frames: port.sequence('Frames', { required: false, help: 'Instead of a film.' }),
    sound: port.audio('Sound', { required: false, help: 'In place of the sound of the film.' }),
  },
  outputs: {
    video: { ...port.video('Film'), optional: true as const },
    frames: { ...port.sequence('Frames'), optional: true as const },
  },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',
  inline: ['format', 'quality'],

  async run({ params, inputs, use, signal, progress }) {
    const { format, container: asked, quality, bitrate } = params
    const source = await openSource({ film: inputs.film, frames: inputs.frames, sound: inputs.sound }, use)
    const plan = planEncode(params, source)
    const onFrame = reporter(plan, use, progress)
    if (isPictures(format)) {
      if (asked !== 'auto') containerFor(format, asked)
      return { frames: await savePictures(plan, { format, use, signal, onFrame }) }
    }
    const container = containerFor(format, asked)
    const out = join(use.workDir, `film.${container}`)
    const { total, size, fps, frames, meta } = plan
    const made = await encodeDelivery({
      ...{ format, container, total, size, fps, quality, out, signal, onFrame },
      frames: frames(signal),
      ...(bitrate > 0 ? { bitrate: bitrate * 1e6 } : {}),
      sound: source.sound,
    })
    const remarks = [...new Set([...(meta.remarks ?? []), ...made.remarks])]
    return {
      video: await use.save(out, {
        mime: mimes[container],
        name: `${source.name}.${container}`,
        meta: { ...meta, ...made.sound, codec: made.codec, remarks },
      }),
    }
  },
})
