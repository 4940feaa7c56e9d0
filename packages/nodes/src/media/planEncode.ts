import { sizeFor } from '@segue/media/encode/fit'
import { formats } from '@segue/media/encode/format'
import { createFramer } from '@segue/media/encode/framer'
import { retimed } from '@segue/media/encode/pictures'
import { parseFps } from '@segue/media/time/fps'
import type { Fps, MediaMeta } from '@segue/protocol'
import type { EncodeParams } from './encodeParams.ts'
import type { PictureSource } from './source.ts'

/** What will be made of a source. */
export interface Plan {
  size: { width: number; height: number }
  fps: Fps
  total: number
  /** Whether transparency is kept. */
  keepsAlpha: boolean
  framer: { picture: () => Promise<Uint8Array>; png: () => Promise<Uint8Array> }
  /** The frames in order, RGBA; the same bytes are used for the next one. */
  frames(signal: AbortSignal): AsyncGenerator<Uint8ClampedArray>
  name: string
  meta: MediaMeta
}

/** Bits per colour channel with which pictures go from node to node. */
const pictureDepth = 8

/** Settles size, rate, length and transparency. Fails with `fps.unreadable`; its frames with `encode.alpha_lost`. */
export function planEncode(params: EncodeParams, source: PictureSource): Plan {
  const facts = formats[params.format]
  const size = sizeFor(source.size, params, facts.step)
  const fps = params.fps === '' ? source.fps : parseFps(params.fps)
  const seconds = (source.frames * source.fps.den) / source.fps.num
  const total = Math.max(1, Math.round((seconds * fps.num) / fps.den))
  const open = source.maybeSeeThrough && params.alpha === 'keep'
  const keepsAlpha = open && facts.alpha
  const framer = createFramer({
    ...{ picture: source.size, size, fit: params.fit, background: params.background, title: facts.title },
    alpha: keepsAlpha ? 'keep' : open ? 'refuse' : 'fill',
  })
  const wanted = sizeFor(source.size, params, 1)
  const stepped = wanted.width !== size.width || wanted.height !== size.height
  const remarks = [
    ...(source.meta.remarks ?? []),
    ...(stepped
      ? [`Made ${size.width} × ${size.height}: ${facts.title} needs sizes that divide by ${facts.step}.`]
      : []),
    ...(facts.bitDepth > pictureDepth
      ? [`The pictures hold ${pictureDepth} bits per colour; ${facts.title} has room for ${facts.bitDepth}.`]
      : []),
  ]
  return {
    ...{ size, fps, total, keepsAlpha, name: source.name },
    framer: { picture: () => framer.picture('jpeg'), png: () => framer.picture('png') },
    async *frames(signal) {
      for await (const picture of retimed(source.pictures(), fps, total)) {
        signal.throwIfAborted()
        yield framer.frame(picture)
      }
    },
    meta: {
      ...source.meta,
      ...size,
      fps,
      frames: total,
      durationSec: (total * fps.den) / fps.num,
      alpha: keepsAlpha ? (facts.colourSpace === 'linear' ? 'premultiplied' : 'straight') : 'none',
      bitDepth: facts.bitDepth,
      colourSpace: facts.colourSpace,
      remarks,
    },
  }
}
